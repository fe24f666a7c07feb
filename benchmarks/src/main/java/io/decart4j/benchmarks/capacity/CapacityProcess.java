package io.decart4j.benchmarks.capacity;

/**
 * A process with more and more sessions of one kind. Prints a {@link Step} for each number that it tries, and an
 * empty line in the end.
 */
final class CapacityProcess {

    /** The kinds of sessions. */
    enum Kind {
        SESSION,
        BARE;

        Calls calls(String url) {
            return this == SESSION ? new SessionCalls(url) : new BareCalls(url);
        }
    }

    private static final int STRIDE = 4;
    private static final int START = 2 * STRIDE;

    /** Until the encoders have found their bit rate. */
    private static final long SETTLE_MILLIS = 2_500;

    private static final long MEASURE_MILLIS = 3_000;

    /** A number that fails gets other chances: the machine may have done something else. */
    private static final int CHANCES = 3;

    /** Overload piles up frames, of which half the sessions are rid after a while. */
    private static final int RECOVERY = 8;

    private final Calls calls;
    private int count;

    private CapacityProcess(Calls calls) {
        this.calls = calls;
    }

    /** The kind and the address, in one argument. */
    public static void main(String[] arguments) throws InterruptedException {
        String[] parts = arguments[0].split(" ", -1);
        try {
            new CapacityProcess(Kind.valueOf(parts[0]).calls(parts[1])).search();
            System.out.println();
        } catch (RuntimeException e) {
            System.err.println(e); // the other process misses the empty line
        } finally {
            Runtime.getRuntime().halt(0); // what is native needs no farewell
        }
    }

    /** Each number is reached from below, with nothing piled up: first in strides, then one by one. */
    private void search() throws InterruptedException {
        add(START - STRIDE);
        do {
            add(STRIDE);
        } while (holds(CHANCES));
        int good = count - STRIDE;
        remove(count - good / 2);
        if (holds(RECOVERY)) {
            add(good - count);
            do {
                add(1);
            } while (holds(CHANCES));
        }
    }

    private void add(int more) {
        for (int i = 0; i < more; i++) {
            calls.add();
            count++;
        }
    }

    private void remove(int less) {
        for (int i = 0; i < less; i++) {
            calls.remove();
            count--;
        }
    }

    private boolean holds(int chances) throws InterruptedException {
        Step step = step();
        for (int i = 1; i < chances && !step.holds(); i++) {
            step = step();
        }
        System.out.println(step.line());
        return step.holds();
    }

    private Step step() throws InterruptedException {
        Thread.sleep(SETTLE_MILLIS);
        return Step.of(count, calls, MEASURE_MILLIS);
    }
}
