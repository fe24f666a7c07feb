/** The control socket and what answers on it. */
@NullMarked
package io.decart4j.reactor.internal.control;

import org.jspecify.annotations.NullMarked;
