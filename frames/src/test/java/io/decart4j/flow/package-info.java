/** Without a native library and without a socket. */
@NullMarked
package io.decart4j.flow;

import org.jspecify.annotations.NullMarked;
