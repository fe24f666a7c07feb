/** Tests against the real native library, without a network beyond this machine. */
@NullMarked
package io.decart4j.webrtc;

import org.jspecify.annotations.NullMarked;
