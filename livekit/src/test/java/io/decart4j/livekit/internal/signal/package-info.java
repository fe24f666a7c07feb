@NullMarked
package io.decart4j.livekit.internal.signal;

import org.jspecify.annotations.NullMarked;
