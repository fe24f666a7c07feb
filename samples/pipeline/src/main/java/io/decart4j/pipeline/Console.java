package io.decart4j.pipeline;

import java.io.PrintStream;
import reactor.core.publisher.Mono;

/**
 * What the program has of the outside world, so that tests can give it another one.
 *
 * @param terminal whether {@code err} is a terminal, where a line can be rewritten in place
 * @param interrupt completes when the program is told to end (Ctrl-C, SIGTERM)
 */
record Console(PrintStream out, PrintStream err, boolean terminal, Mono<Void> interrupt) {}
