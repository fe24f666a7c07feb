package io.decart4j.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes lines to standard output with the time since the start, as JSON or for people. Thread-safe. */
final class Printer {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final PrintStream out;
    private final boolean json;
    private final Secrets secrets;
    private final long start = System.nanoTime();

    Printer(PrintStream out, boolean json, Secrets secrets) {
        this.out = out;
        this.json = json;
        this.secrets = secrets;
    }

    synchronized void print(Line line) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        out.println(json ? object(line, millis) : sentence(line, millis));
        out.flush();
    }

    private String object(Line line, long millis) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("type", line.type());
        object.put("t", millis);
        line.fields().forEach((field, value) -> object.put(field, hidden(value)));
        return JSON.writeValueAsString(object);
    }

    private String sentence(Line line, long millis) {
        return String.format(Locale.ROOT, "%8.2f s  %s", millis / 1000.0, secrets.hide(line.text()));
    }

    private @Nullable Object hidden(@Nullable Object value) {
        return value instanceof String text ? secrets.hide(text) : value;
    }
}
