package io.decart4j.pipeline;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.ffmpeg.MediaFileException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import reactor.core.Exceptions;
import reactor.core.publisher.Sinks;

/** The program. */
public final class Main {

    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;
    private static final long SECONDS_TO_END = 15;

    private Main() {}

    /** Runs the pipeline and exits: 0 when everything was right, 2 for bad input, 1 for other failures. */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Sinks.Empty<Void> interrupt = Sinks.empty();
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(interrupt, status), "pipeline-shutdown"));
        int code = run(new Console(out, err, Boolean.getBoolean("decart4j.terminal"), interrupt.asMono()), args);
        // The media library prints two lines while the process ends; a closed standard stream leads to /dev/null.
        System.out.close();
        System.err.close();
        status.complete(code);
        System.exit(code);
    }

    /** The whole program but the exit. */
    static int run(Console console, String... args) {
        return new CommandLine(new PipelineCommand(console))
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((e, line, result) -> report(Exceptions.unwrap(e), console))
                .execute(args);
    }

    private static String text(Throwable e) {
        return String.valueOf(e.getMessage())
                .replaceFirst("say its size and rate: RealtimeModel\\.of\\(.*\\)$", "give --fps beside --size");
    }

    private static int report(Throwable e, Console console) {
        // Only this project's own messages explain themselves.
        boolean own = e.getClass().getName().startsWith("io.decart4j.");
        console.err().println("pipeline: " + (own ? text(e) : e.toString()));
        return e instanceof InvalidOptionException || e instanceof MediaFileException ? BAD_INPUT : FAILED;
    }

    /** Ends in order; the status of that becomes the program's, not the signal's. */
    private static void end(Sinks.Empty<Void> interrupt, CompletableFuture<Integer> status) {
        if (status.isDone()) {
            return;
        }
        interrupt.tryEmitEmpty();
        try {
            Runtime.getRuntime().halt(status.get(SECONDS_TO_END, TimeUnit.SECONDS));
        } catch (Exception e) {
            Runtime.getRuntime().halt(FAILED);
        }
    }
}
