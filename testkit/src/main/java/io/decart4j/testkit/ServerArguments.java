package io.decart4j.testkit;

import java.util.Arrays;
import java.util.Iterator;

/** The arguments of {@link LocalServerMain}. */
final class ServerArguments {

    static final String TAKES = "[--port N] [--api-key KEY]";

    private ServerArguments() {}

    /** @throws IllegalArgumentException when an argument is not understood */
    static LocalServerBuilder parse(String... args) {
        LocalServerBuilder settings = LocalDecartServer.builder();
        Iterator<String> rest = Arrays.asList(args).iterator();
        while (rest.hasNext()) {
            String name = rest.next();
            switch (name) {
                case "--port" -> settings.port(port(value(name, rest)));
                case "--api-key" -> settings.apiKey(value(name, rest));
                default -> throw new IllegalArgumentException("unknown argument " + name);
            }
        }
        return settings;
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return rest.next();
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--port takes a number, not " + text, e);
        }
    }
}
