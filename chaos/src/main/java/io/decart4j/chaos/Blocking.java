package io.decart4j.chaos;

import java.util.concurrent.CountDownLatch;

/** What slow users' code does, on the threads that it may block. */
final class Blocking {

    private Blocking() {}

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
