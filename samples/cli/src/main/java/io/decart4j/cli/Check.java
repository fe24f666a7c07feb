package io.decart4j.cli;

/**
 * One line of the doctor.
 *
 * @param name what was looked at
 * @param detail what was found, or what is to be done
 */
record Check(String name, boolean ok, String detail) {

    Line line() {
        return Line.of("check", "").with("name", name).with("ok", ok).with("detail", detail);
    }

    /** A row of the table for people. */
    String row() {
        return String.format("%-8s %-17s %s", ok ? "ok" : "missing", name, detail);
    }
}
