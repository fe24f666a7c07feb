package io.decart4j.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * What the program has of the outside world, so that tests can give it another one.
 *
 * @param terminal whether {@code out} is a terminal, where a line can be rewritten in place
 * @param interrupt completes when the program is told to end (Ctrl-C, SIGTERM)
 */
record Console(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean terminal,
        Mono<Void> interrupt) {}
