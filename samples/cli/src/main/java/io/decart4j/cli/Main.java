package io.decart4j.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import reactor.core.publisher.Sinks;

/** The program. */
public final class Main {

    private static final long SECONDS_TO_END = 15;

    private Main() {}

    /** Runs the command that the arguments name and exits with its status. */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Sinks.Empty<Void> interrupt = Sinks.empty();
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(interrupt, status), "decart4j-shutdown"));
        Console console = new Console(
                System.in, out, err, System.getenv(), Boolean.getBoolean("decart4j.terminal"), interrupt.asMono());
        int code = Failure.FAILED;
        try {
            code = run(console, args);
        } catch (Throwable e) {
            // Whatever gets here is a fault of the program or of the JVM: still one line, before it falls silent.
            code = Failure.report(e, console);
        } finally {
            silence();
            status.complete(code);
        }
        System.exit(code);
    }

    /** The whole program but the exit: returns 0 after an orderly end, 2 for bad input, 1 for other failures. */
    static int run(Console console, String... args) {
        return commandLine(console).execute(args);
    }

    static CommandLine commandLine(Console console) {
        return new CommandLine(new RootCommand())
                .addSubcommand(new ConnectCommand(console))
                .addSubcommand(new ModelsCommand(console))
                .addSubcommand(new TokenCommand(console))
                .addSubcommand(new DoctorCommand(console))
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new LocalServerCommand(console))
                .setOut(Failure.writer(console.out()))
                .setErr(Failure.writer(console.err()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Failure::badUsage)
                .setExecutionExceptionHandler((e, line, result) -> Failure.report(e, console));
    }

    /** Ends a running command in order; the status that it ends with becomes the program's, not the signal's. */
    private static void end(Sinks.Empty<Void> interrupt, CompletableFuture<Integer> status) {
        if (status.isDone()) {
            return;
        }
        interrupt.tryEmitEmpty();
        try {
            Runtime.getRuntime().halt(status.get(SECONDS_TO_END, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            System.err.println("decart4j: did not end in " + SECONDS_TO_END + " s");
            silence();
            Runtime.getRuntime().halt(Failure.FAILED);
        } catch (Exception e) {
            Runtime.getRuntime().halt(Failure.FAILED);
        }
    }

    /**
     * The media library prints two lines on standard output while the process ends, also when everything was disposed
     * ("VM attach current thread failed"). A closed standard stream leads to /dev/null.
     */
    private static void silence() {
        System.out.close();
        System.err.close();
    }
}
