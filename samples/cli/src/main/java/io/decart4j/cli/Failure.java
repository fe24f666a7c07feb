package io.decart4j.cli;

import io.decart4j.error.DecartException;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.error.MediaException;
import io.decart4j.error.TokenCreateException;
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
    private static final int NOT_FOUND = 404;

    private Failure() {}

    static int badUsage(CommandLine.ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        String path = line.getCommandSpec().qualifiedName();
        line.getErr().println("decart4j: " + Secrets.none().hide(oneLine(usage(e))) + " (see " + path + " --help)");
        return BAD_INPUT;
    }

    /** What an option takes; picocli's own words are those of a Java programmer. */
    private static String usage(CommandLine.ParameterException e) {
        String message = String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
        if (!(e.getArgSpec() instanceof CommandLine.Model.OptionSpec option) || e.getValue() == null) {
            return message;
        }
        Class<?> type = option.type();
        if (type.isEnum()) {
            return option.longestName() + " takes " + TypedWords.choice(type) + ", got " + e.getValue();
        }
        if (type == Integer.class) {
            return option.longestName() + " takes a whole number of at most " + Integer.MAX_VALUE + ", got "
                    + e.getValue();
        }
        return message.replaceFirst(
                "^Invalid value for option '.*?'(?: \\(.*?\\))?: (?=takes )", option.longestName() + " ");
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
        if (e instanceof InvalidOptionException option) {
            return oneLine(TypedWords.of(option));
        }
        if (e instanceof MediaException media) {
            return oneLine(TypedWords.of(media));
        }
        if (e instanceof TokenCreateException refused && refused.status() == NOT_FOUND) {
            return textOfLine(e) + " (not every server makes tokens: a signaling proxy relays sessions alone)";
        }
        return textOfLine(e);
    }

    /** The same for a line that was typed while a session runs, where words are not options. */
    static String textOfLine(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
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
