/** What goes in and out of a session, whichever way it travels. */
@NullMarked
package io.decart4j.reactor.internal.media;

import org.jspecify.annotations.NullMarked;
