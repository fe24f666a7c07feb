package io.decart4j.testkit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The faults that last: set by any thread, read by a session when it comes to the place. */
final class Script {

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

    Script() {}

    /** A session starts with what is set for the server at that time. */
    Script(Script server) {
        copy(server);
    }

    void reset() {
        copy(new Script());
    }

    private void copy(Script other) {
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
