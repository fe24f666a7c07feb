/**
 * The client: {@link io.decart4j.reactor.DecartClient} opens {@link io.decart4j.reactor.RealtimeSession sessions}, whose
 * events, commands and frames are Reactor types.
 */
@NullMarked
package io.decart4j.reactor;

import org.jspecify.annotations.NullMarked;
