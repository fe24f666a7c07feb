package io.decart4j.testsupport;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Hooks;

/**
 * No error of ours is dropped in any test. What a test's own listeners throw is theirs, and a test that looks at the hook itself
 * takes this one's place for as long.
 */
public final class DroppedErrors implements BeforeEachCallback, AfterEachCallback {

    private static final Logger log = LoggerFactory.getLogger(DroppedErrors.class);
    private static final int LONGEST_CHAIN = 32;

    private static final Queue<Throwable> SEEN = new ConcurrentLinkedQueue<>();

    /** For JUnit. */
    public DroppedErrors() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        Hooks.resetOnErrorDropped();
        Hooks.onErrorDropped(DroppedErrors::dropped);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertNone();
    }

    static void assertNone() {
        List<Throwable> seen = List.copyOf(SEEN);
        SEEN.clear();
        if (!seen.isEmpty()) {
            AssertionError failure = new AssertionError("errors that nobody takes: " + seen);
            seen.forEach(failure::addSuppressed);
            throw failure;
        }
    }

    private static void dropped(Throwable error) {
        log.error("dropped here", new Throwable(error));
        if (isOurs(error)) {
            SEEN.add(error);
        }
    }

    private static boolean isOurs(Throwable error) {
        Throwable at = error;
        for (int i = 0; at != null && i < LONGEST_CHAIN; i++) {
            if (at.getClass().getName().startsWith("io.decart4j.")) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }
}
