package io.decart4j.proxy;

/** How much a client may still send: a bucket of messages and one of bytes. On one event loop only. */
final class RateLimit {

    private final Bucket messages;
    private final Bucket bytes;

    RateLimit(ProxyLimits limits, long now) {
        messages = new Bucket(limits.messageBurst(), limits.messagesPerSecond(), now);
        // The largest message has to fit, twice for one that replaces it at once.
        bytes = new Bucket(2L * limits.maxFrameBytes() + limits.bytesPerSecond(), limits.bytesPerSecond(), now);
    }

    /** Whether a message of this size is within the limits. */
    boolean takes(int size, long now) {
        return messages.take(1, now) && bytes.take(size, now);
    }

    private static final class Bucket {
        private final double capacity;
        private final double perNano;
        private double level;
        private long at;

        Bucket(double capacity, double perSecond, long now) {
            this.capacity = capacity;
            this.perNano = perSecond / 1e9;
            this.level = capacity;
            this.at = now;
        }

        boolean take(double amount, long now) {
            level = Math.min(capacity, level + (now - at) * perNano);
            at = now;
            level -= amount;
            return level >= 0;
        }
    }
}
