package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.internal.signal.SignalRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What the server is told of a mute, in whatever order decisions, losses and its own words come. */
class TrackMuteTest {

    private final TrackMute mute = new TrackMute();
    private final List<Boolean> told = new ArrayList<>();

    @Test
    void eachDecisionIsToldOnce() {
        mute.announced();

        decide(true);
        tell();
        decide(false);
        tell();

        assertThat(told).containsExactly(true, false);
    }

    /** It may have reached the server or not; that it was taken back is told in either case. */
    @Test
    void whatIsTakenBackBetweenTwoConnectionsIsToldOnTheSecond() {
        mute.announced();
        decide(true);
        mute.here(false);

        mute.resumed();
        tell();

        assertThat(told).containsExactly(true, false);
    }

    @Test
    void whatWasSentIntoALostConnectionIsToldAgain() {
        mute.announced();
        mute.here(true);
        mute.tell("TR_1", request -> Mono.error(new LiveKitException.Unreachable("gone", null)))
                .onErrorComplete()
                .block();

        mute.resumed();
        tell();

        assertThat(told).containsExactly(true);
    }

    /** Else each resume of each track would have a message more. */
    @Test
    void aTrackThatWasNeverMutedIsNotSpokenOf() {
        mute.announced();

        mute.resumed();
        tell();

        assertThat(told).isEmpty();
    }

    @Test
    void whatAnAdministratorHasMutedIsNotFoughtOver() {
        mute.announced();
        mute.byServer(true);
        decide(true);
        assertThat(told).isEmpty();

        mute.byServer(false);
        tell();

        assertThat(told).containsExactly(true);
    }

    @Test
    void whoUnmutesWhatAnAdministratorHasMutedWaitsForTheServersWord() {
        mute.announced();
        mute.byServer(true);
        mute.confirmed(false);
        decide(false);

        assertThat(told).containsExactly(false);
        StepVerifier.create(mute.awaitConfirmed())
                .expectSubscription()
                .then(() -> assertThat(mute.isMuted()).isFalse())
                .then(() -> mute.confirmed(true))
                .then(() -> mute.confirmed(false))
                .verifyComplete();
    }

    private void decide(boolean muted) {
        mute.here(muted);
        tell();
    }

    private void tell() {
        mute.tell("TR_1", request -> Mono.fromRunnable(() -> told.add(((SignalRequest.Mute) request).muted())))
                .block();
    }
}
