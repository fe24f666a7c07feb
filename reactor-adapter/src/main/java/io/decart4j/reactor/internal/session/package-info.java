/** A session: attempts one after another, what they share, and its commands. */
@NullMarked
package io.decart4j.reactor.internal.session;

import org.jspecify.annotations.NullMarked;
