package io.decart4j.cli;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Standard input that a test types into. */
final class Keyboard extends InputStream {

    private static final int END = -1;

    private final BlockingQueue<Integer> typed = new LinkedBlockingQueue<>();
    private boolean ended;

    Keyboard type(String... lines) {
        for (String line : lines) {
            for (byte b : (line + "\n").getBytes(StandardCharsets.UTF_8)) {
                typed.add(b & 0xff);
            }
        }
        return this;
    }

    Keyboard end() {
        typed.add(END);
        return this;
    }

    @Override
    public int read() {
        if (ended) {
            return END;
        }
        try {
            int next = typed.take();
            ended = next == END;
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return END;
        }
    }

    /** What is there, but at least one: the default would wait until the buffer is full. */
    @Override
    public int read(byte[] to, int offset, int length) {
        int count = 0;
        do {
            int next = read();
            if (next == END) {
                return count == 0 ? END : count;
            }
            to[offset + count++] = (byte) next;
        } while (count < length && !typed.isEmpty());
        return count;
    }
}
