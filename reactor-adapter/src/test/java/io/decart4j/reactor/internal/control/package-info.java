@NullMarked
package io.decart4j.reactor.internal.control;

import org.jspecify.annotations.NullMarked;
