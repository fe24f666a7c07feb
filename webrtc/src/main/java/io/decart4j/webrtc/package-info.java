/** webrtc-java made safe and reactive. Knows peer connections, candidates and frames; knows nothing of any service. */
@NullMarked
package io.decart4j.webrtc;

import org.jspecify.annotations.NullMarked;
