package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.internal.signal.SignalRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

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
    void whatTheServerHasConfirmedIsNotToldAgainWhateverAnAdministratorDoesMeanwhile() {
        mute.announced();
        decide(true);
        mute.confirmed(true);
        decide(false);
        mute.confirmed(false);

        // Its own mute was lost with the connection.
        mute.resumed();
        tell();

        assertThat(told).containsExactly(true, false);
    }

    @Test
    void ofTwoDecisionsTheSecondIsConfirmedByItsOwnAnswer() {
        mute.announced();
        decide(true);
        decide(false);

        mute.confirmed(true);
        mute.confirmed(false);
        mute.resumed();
        tell();

        assertThat(told).containsExactly(true, false);
    }

    @Test
    void whoUnmutesWhatAnAdministratorHasMutedWaitsForTheServersWord() {
        mute.announced();
        mute.confirmed(false);
        mute.byServer(true);
        decide(false);
        assertThat(told).containsExactly(false);

        AtomicBoolean confirmed = awaited();
        assertThat(confirmed).isFalse();
        mute.confirmed(true);
        assertThat(confirmed).isFalse();
        mute.confirmed(false);
        assertThat(confirmed).isTrue();
    }

    @Test
    void anAnswerToAnEarlierDecisionConfirmsNoLaterOne() {
        mute.announced();
        decide(true);
        mute.confirmed(true);
        decide(false);
        decide(true);

        AtomicBoolean confirmed = awaited();
        assertThat(confirmed).isFalse();
        mute.confirmed(true);
        assertThat(confirmed).isTrue();
    }

    /** The server has taken the mute of an administrator, and then this client's unmute; its word of the first came last. */
    @Test
    void aMuteThatCrossedAnUnmuteEndsWhenTheServerSaysSo() {
        mute.announced();
        decide(true);
        decide(false);
        mute.byServer(true);
        assertThat(mute.confirmed(true)).isFalse();
        assertThat(mute.isMuted()).isTrue();

        assertThat(mute.confirmed(false)).isTrue();

        assertThat(mute.isMuted()).isFalse();
        assertThat(told).containsExactly(true, false);
    }

    private AtomicBoolean awaited() {
        AtomicBoolean confirmed = new AtomicBoolean();
        mute.awaitConfirmed().subscribe(nothing -> {}, e -> {}, () -> confirmed.set(true));
        return confirmed;
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
