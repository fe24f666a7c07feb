package io.decart4j.proxy;

import io.decart4j.error.Failures;

/** The texts of refusals that a second try cannot mend: the official clients know them by one of six words, and come back otherwise. */
final class LastingRefusal {

    private LastingRefusal() {}

    /** The same text, with such a word in front where it has none. */
    static String of(String text) {
        return Failures.isFinalToOfficialClients(text) ? text : "Not allowed: " + text;
    }
}
