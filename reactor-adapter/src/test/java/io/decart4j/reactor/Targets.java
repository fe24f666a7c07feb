package io.decart4j.reactor;

/** How large the tests are that hold what a service may expect of many sessions: a part of it, or with the property the whole. */
final class Targets {

    /** {@code -Dtargets.sessions=1000} for the whole. */
    static final String PROPERTY = "targets.sessions";

    private static final int WHOLE = 1000;

    private Targets() {}

    /** So many, unless the property says otherwise. */
    static int sessions(int otherwise) {
        return Integer.getInteger(PROPERTY, otherwise);
    }

    /** Whether times are as they would be outside of a test. */
    static boolean isWhole() {
        return sessions(0) >= WHOLE;
    }
}
