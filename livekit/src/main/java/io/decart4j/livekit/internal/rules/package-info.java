/** The rules of a room as classes without clock, thread or socket. */
@NullMarked
package io.decart4j.livekit.internal.rules;

import org.jspecify.annotations.NullMarked;
