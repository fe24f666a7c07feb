/** The signal connection to a server, and its messages. */
@NullMarked
package io.decart4j.livekit.internal.signal;

import org.jspecify.annotations.NullMarked;
