package io.decart4j.testkit;

import io.decart4j.message.SignalingCodec;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What of a client's messages waits for those before, in the queue for a session or behind a slow image. Thread-safe. */
final class Backlog {

    private static final int MOST_MESSAGES = 10_000;
    private static final long MOST_BYTES = 2L * SignalingCodec.MAX_FRAME_BYTES;

    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /** Adds one; false when that is more than a client may leave waiting. */
    boolean add(int length) {
        int waiting = messages.incrementAndGet();
        return bytes.addAndGet(length) <= MOST_BYTES && waiting <= MOST_MESSAGES;
    }

    /** One has had its turn. */
    void done(int length) {
        messages.decrementAndGet();
        bytes.addAndGet(-length);
    }
}
