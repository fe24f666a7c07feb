package io.decart4j.cli;

/**
 * One line of the doctor.
 *
 * @param name what was looked at
 * @param detail what was found, or what is to be done
 * @param optional whether sessions do without it
 */
record Check(String name, boolean ok, String detail, boolean optional) {

    Check(String name, boolean ok, String detail) {
        this(name, ok, detail, false);
    }

    static Check optional(String name, boolean ok, String detail) {
        return new Check(name, ok, detail, true);
    }

    boolean isFailure() {
        return !ok && !optional;
    }

    Line line() {
        return Line.of("check", "")
                .with("name", name)
                .with("ok", ok)
                .with("optional", optional)
                .with("detail", detail);
    }

    /** A row of the table for people. */
    String row() {
        return String.format("%-8s %-17s %s", ok ? "ok" : optional ? "none" : "missing", name, detail);
    }
}
