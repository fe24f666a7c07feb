/** Without a native library and without a socket. */
@NullMarked
package io.decart4j.frames;

import org.jspecify.annotations.NullMarked;
