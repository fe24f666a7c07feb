package io.decart4j.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** An output stream whose lines a test can wait for. */
final class Screen extends OutputStream {

    private static final long LIMIT = TimeUnit.SECONDS.toNanos(30);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PrintStream stream() {
        return new PrintStream(this, true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int b) {
        bytes.write(b);
        notifyAll();
    }

    @Override
    public synchronized void write(byte[] from, int offset, int length) {
        bytes.write(from, offset, length);
        notifyAll();
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return text().lines().toList();
    }

    /** Waits until so many lines are there that fulfil this. */
    synchronized void await(int count, Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT;
        while (lines().stream().filter(wanted).count() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("not seen within 30 s in:\n" + text());
            }
            wait(left);
        }
    }
}
