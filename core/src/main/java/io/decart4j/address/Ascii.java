package io.decart4j.address;

/** What may stand in a header: a line break in a value would start another header. */
final class Ascii {

    private Ascii() {}

    static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
