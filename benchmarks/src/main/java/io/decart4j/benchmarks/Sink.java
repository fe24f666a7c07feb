package io.decart4j.benchmarks;

import java.io.OutputStream;
import java.util.Arrays;

/** A buffer that is large enough from the start, so that no measurement contains its growth. */
final class Sink extends OutputStream {

    private final byte[] bytes;
    private int length;

    Sink(int capacity) {
        bytes = new byte[capacity];
    }

    void reset() {
        length = 0;
    }

    int length() {
        return length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public void write(int b) {
        bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] from, int offset, int count) {
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }
}
