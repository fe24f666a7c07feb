package io.decart4j.cli;

import io.decart4j.error.DecartException;
import io.decart4j.error.InvalidOptionException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import reactor.core.Exceptions;

/** How a failure is told: an exit status and one readable line, never a stack trace, never a key. */
final class Failure {

    static final int FAILED = 1;
    static final int BAD_INPUT = 2;

    private Failure() {}

    static int badUsage(CommandLine.ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        String path = line.getCommandSpec().qualifiedName();
        line.getErr()
                .println("decart4j: " + Secrets.none().hide(oneLine(String.valueOf(e.getMessage()))) + " (see " + path
                        + " --help)");
        return BAD_INPUT;
    }

    static int report(Throwable thrown, Console console) {
        Throwable e = Exceptions.unwrap(thrown);
        console.err().println("decart4j: " + Secrets.of(console.environment()).hide(text(e)));
        return status(e);
    }

    static int status(Throwable e) {
        Throwable why = e instanceof SessionFailure && e.getCause() != null ? e.getCause() : e;
        return why instanceof InvalidOptionException || why instanceof BadInput ? BAD_INPUT : FAILED;
    }

    /** One line that a person understands; options have the names that they have here. */
    static String text(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof InvalidOptionException) {
            message = message.replaceFirst("^(realtimeBaseUrl|baseUrl)\\b", "--url")
                    .replaceFirst("pass apiKey", "pass --api-key")
                    .replaceFirst("^apiKey\\b", "--api-key")
                    .replaceFirst("RealtimeModel\\.of\\(.*\\)$", "--model NAME --size WxH --fps N");
        }
        // Only this project's own messages explain themselves.
        boolean own = e.getClass().getName().startsWith("io.decart4j.");
        return oneLine(own ? message : e.getClass().getSimpleName() + ": " + message);
    }

    /** The code of the official SDKs, or a word of this program for what they do not know. */
    static String code(Throwable e) {
        if (e instanceof DecartException known) {
            return known.code().name();
        }
        return e instanceof BadInput ? "INVALID_INPUT" : "FAILED";
    }

    static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
