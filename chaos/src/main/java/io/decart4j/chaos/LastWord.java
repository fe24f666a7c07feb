package io.decart4j.chaos;

import io.decart4j.error.SessionEndedException;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.LocalSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A server that lets go of the media first and says why a little later: that reason ends the session, without another attempt. */
final class LastWord {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A machine that is busy needs the rest of the time that there is. */
    private static final List<Integer> BEHIND_MILLIS = List.of(0, 50, 100, 150, 200);

    private static final List<String> REASONS = List.of("insufficient_credits", "moderation_violation", "timeout");

    private final LocalDecartServer server;
    private final Broken broken;
    private final Tally tally;

    LastWord(LocalDecartServer server, Broken broken, Tally tally) {
        this.server = server;
        this.broken = broken;
        this.tally = tally;
    }

    /** Ends the subject's session so, which is connected; another takes its place. */
    void check(SessionSlot slot, int number) {
        ObservedSession observed = slot.observed();
        Optional<LocalSession> session =
                server.sessions().stream().filter(slot::is).findFirst();
        if (session.isEmpty()) {
            broken.add(slot.name() + ": connected, and unknown to the server: " + observed.describe());
            return;
        }
        String reason = REASONS.get(number % REASONS.size());
        int millis = BEHIND_MILLIS.get(number % BEHIND_MILLIS.size());
        slot.mayEndForGood();
        session.get().faults().endBehindMedia(reason, Duration.ofMillis(millis));
        observed.over().timeout(PATIENCE, Mono.empty()).block();
        if (observed.cause() instanceof SessionEndedException ended
                && ended.reason().equals(reason)) {
            tally.reasonsBehindMedia.increment();
        } else {
            broken.add(slot.name() + ": " + reason + " " + millis + " ms behind the media did not end it: "
                    + observed.cause() + ": " + observed.describe());
        }
    }
}
