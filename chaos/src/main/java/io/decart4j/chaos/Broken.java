package io.decart4j.chaos;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Invariants that did not hold. Thread-safe. */
final class Broken {

    private static final Logger LOG = LoggerFactory.getLogger(Broken.class);
    private static final int MOST = 200;

    private final Queue<String> found = new ConcurrentLinkedQueue<>();

    void add(String what) {
        LOG.error("broken: {}", what);
        if (found.size() < MOST) {
            found.add(what);
        }
    }

    List<String> found() {
        return List.copyOf(found);
    }
}
