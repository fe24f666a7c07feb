package io.decart4j.testkit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The faults that last: set by any thread, read by a session when it comes to the place. */
final class LastingFaults {

    volatile Duration ackDelay = Duration.ZERO;
    volatile boolean noAck;
    volatile boolean duplicateAck;
    volatile boolean ackWithoutError;
    volatile @Nullable String ackPrompt;
    volatile @Nullable String rejection;
    volatile boolean noAnswer;
    volatile boolean acksBeforeRoomInfo;
    volatile boolean earlyCandidates;
    volatile boolean endOfCandidates;
    volatile boolean mediaStopped;
    volatile boolean mediaOutlivesSocket;

    LastingFaults() {}

    /** A session starts with what is set for the server at that time. */
    LastingFaults(LastingFaults server) {
        copy(server);
    }

    void reset() {
        copy(new LastingFaults());
    }

    private void copy(LastingFaults other) {
        ackDelay = other.ackDelay;
        noAck = other.noAck;
        duplicateAck = other.duplicateAck;
        ackWithoutError = other.ackWithoutError;
        ackPrompt = other.ackPrompt;
        rejection = other.rejection;
        noAnswer = other.noAnswer;
        acksBeforeRoomInfo = other.acksBeforeRoomInfo;
        earlyCandidates = other.earlyCandidates;
        endOfCandidates = other.endOfCandidates;
        mediaStopped = other.mediaStopped;
        mediaOutlivesSocket = other.mediaOutlivesSocket;
    }
}
