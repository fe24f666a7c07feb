package io.decart4j.cli;

import io.decart4j.input.ImageSource;
import io.decart4j.reactor.RealtimeSession;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import reactor.core.publisher.Mono;

/**
 * A line typed while a session runs.
 *
 * @param command its first word
 * @param argument the rest, without the blanks around it
 */
record Instruction(String command, String argument) {

    static final String KNOWN = "prompt TEXT, image FILE, clear, mute, unmute, quit";

    /** What an image is. */
    static final String IMAGE = "a readable file, an http, https or data URL, or the file_... id of an uploaded one";

    static Instruction parse(String line) {
        String[] parts = line.strip().split("\\s+", 2);
        return new Instruction(parts[0].toLowerCase(Locale.ROOT), parts.length == 1 ? "" : parts[1]);
    }

    boolean isQuit() {
        return command.equals("quit") || command.equals("exit");
    }

    boolean isBlank() {
        return command.isEmpty();
    }

    /** Carries it out; errors when it cannot be or the server refuses it. */
    Mono<Void> applyTo(RealtimeSession session) {
        return Mono.defer(() -> switch (command) {
            case "prompt" -> session.setPrompt(argument);
            case "image" -> session.setImage(image("image", argument));
            case "clear" -> session.setImage(ImageSource.clear());
            case "mute" -> session.mute();
            case "unmute" -> session.unmute();
            default -> Mono.error(new BadInput("unknown command; takes " + KNOWN));
        });
    }

    /**
     * A file that is there, or else a URL, a data URL or the id of an uploaded file.
     *
     * @param name what it was given with, for the error
     */
    static ImageSource image(String name, String text) {
        Path file = path(text);
        if (Files.isRegularFile(file) && Files.isReadable(file)) {
            return ImageSource.of(file);
        }
        if (text.matches("(?is)(data:|https?:).*|file_.*")) {
            return ImageSource.of(text);
        }
        throw new BadInput(name + " takes " + IMAGE + ", got \"" + shown(text) + "\"");
    }

    private static Path path(String text) {
        try {
            return Path.of(text.length() > 4096 ? "" : text);
        } catch (InvalidPathException e) {
            return Path.of("");
        }
    }

    private static String shown(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
