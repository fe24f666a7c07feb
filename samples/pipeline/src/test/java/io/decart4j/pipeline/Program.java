package io.decart4j.pipeline;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Sinks;

/** One run of the program with streams of its own. */
final class Program {

    private final Screen out = new Screen();
    private final Screen err = new Screen();
    private final Sinks.Empty<Void> interrupt = Sinks.empty();

    int run(String... args) {
        return Main.run(new Console(out.stream(), err.stream(), false, interrupt.asMono()), args);
    }

    CompletableFuture<Integer> start(String... args) {
        return CompletableFuture.supplyAsync(() -> run(args), task -> new Thread(task, "program").start())
                .orTimeout(90, TimeUnit.SECONDS);
    }

    void interrupt() {
        interrupt.tryEmitEmpty();
    }

    String out() {
        return out.text();
    }

    String err() {
        return err.text();
    }

    /** Waits until standard error has this text. */
    void awaitErr(String text) throws InterruptedException {
        err.await(text);
    }

    /** The number behind these words on standard output. */
    double figure(String before) {
        Matcher matcher =
                Pattern.compile(Pattern.quote(before) + "\\s*(-?[0-9.]+)").matcher(out());
        if (!matcher.find()) {
            throw new AssertionError("no \"" + before + "\" in:\n" + out());
        }
        return Double.parseDouble(matcher.group(1));
    }

    private static final class Screen extends OutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private String wanted = "";
        private CountDownLatch seen = new CountDownLatch(0);

        PrintStream stream() {
            return new PrintStream(this, true, StandardCharsets.UTF_8);
        }

        @Override
        public synchronized void write(int b) {
            bytes.write(b);
            look();
        }

        @Override
        public synchronized void write(byte[] from, int offset, int length) {
            bytes.write(from, offset, length);
            look();
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        void await(String text) throws InterruptedException {
            CountDownLatch latch = new CountDownLatch(1);
            synchronized (this) {
                wanted = text;
                seen = latch;
                look();
            }
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("not seen: " + text + " in:\n" + text());
            }
        }

        private void look() {
            if (text().contains(wanted)) {
                seen.countDown();
            }
        }
    }
}
