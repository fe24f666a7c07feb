package io.decart4j.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** The lines of an input stream; reading cannot be interrupted, so it has a daemon thread that is left behind. */
final class TypedLines {

    private TypedLines() {}

    /** For one subscriber; completes at the end of the input. */
    static Flux<String> of(InputStream in) {
        return Flux.defer(() -> {
            Sinks.Many<String> lines = Sinks.many().unicast().onBackpressureBuffer();
            Thread reader = new Thread(() -> read(in, lines), "decart4j-stdin");
            reader.setDaemon(true);
            reader.start();
            return lines.asFlux();
        });
    }

    private static void read(InputStream in, Sinks.Many<String> lines) {
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.tryEmitNext(line);
            }
        } catch (IOException e) {
            // Nothing more can be read: the same as the end.
        }
        lines.tryEmitComplete();
    }
}
