/** The messages of both transports in both directions, and the codec between them and the bytes of a frame. */
@NullMarked
package io.decart4j.message;

import org.jspecify.annotations.NullMarked;
