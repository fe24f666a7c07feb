@NullMarked
package io.decart4j.reactor.internal.session;

import org.jspecify.annotations.NullMarked;
