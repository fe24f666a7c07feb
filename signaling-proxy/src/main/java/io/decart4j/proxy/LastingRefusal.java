package io.decart4j.proxy;

import java.util.List;
import java.util.Locale;

/** The texts of refusals that a second try cannot mend: the official clients know them by one of six words, and come back otherwise. */
final class LastingRefusal {

    private static final List<String> WORDS =
            List.of("permission denied", "not allowed", "invalid session", "401", "invalid api key", "unauthorized");

    private LastingRefusal() {}

    /** The same text, with such a word in front where it has none. */
    static String of(String text) {
        String said = text.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(said::contains) ? text : "Not allowed: " + text;
    }
}
