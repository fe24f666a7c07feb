package io.decart4j.testkit;

import java.util.concurrent.ThreadLocalRandom;

/** Names that do not repeat. Not secret: {@code SecureRandom} reads a file, which an event loop must not. */
final class RandomId {

    private RandomId() {}

    static String withPrefix(String prefix) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return prefix + String.format("%016x%016x", random.nextLong(), random.nextLong());
    }
}
