package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.CommandException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A session over a direct connection that holds back what it would send. */
class MuteTest {

    /** Much longer than the pause between two frames. */
    private static final Duration A_WHILE = Duration.ofMillis(700);

    private static final StallPolicy STRICT = new StallPolicy(Duration.ofMillis(400), true);

    @Test
    void aSessionThatStartsMutedIsConnectedAndSendsNothingBeforeItIsUnmuted() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options().startMuted(true));
            assertThat(session.isMuted()).isTrue();
            until(() -> session.counters().localFramesDropped() > 5);
            assertThat(session.counters().framesSent()).isZero();
            assertThat(session.connectionState()).isEqualTo(ConnectionState.CONNECTED);

            session.unmute().block(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isUnchanged);
            assertThat(session.isMuted()).isFalse();
        }
    }

    @Test
    void whileMutedNothingIsSentAndNoStallIsTold() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options().videoStall(STRICT));
            List<SessionEvent> events = new CopyOnWriteArrayList<>();
            session.events().subscribe(events::add);
            Studio.awaitPicture(session, Studio::isUnchanged);

            session.mute().block(Studio.PATIENCE);
            long sent = settledSent(session);
            Mono.delay(A_WHILE).block();

            assertThat(session.counters().framesSent()).isEqualTo(sent);
            session.unmute().block(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isUnchanged);
            assertThat(events)
                    .noneMatch(SessionEvent.VideoStall.class::isInstance)
                    .noneMatch(SessionEvent.SendingStall.class::isInstance)
                    .noneMatch(SessionEvent.Reconnecting.class::isInstance);
        }
    }

    @Test
    void theNewestFrameOfAStillSourceIsSentAgain() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(Studio.direct().video(still()));
            Studio.awaitPicture(session, Studio::isUnchanged);
            session.mute().block(Studio.PATIENCE);
            long sent = session.counters().framesSent();
            Mono<Boolean> seen = session.video(frame -> true).next().cache();
            seen.subscribe();

            session.unmute().block(Studio.PATIENCE);

            assertThat(session.counters().framesSent()).isEqualTo(sent + 1);
            assertThat(seen.block(Studio.PATIENCE)).isTrue();
        }
    }

    @Test
    void aConnectionThatIsMadeAnewBeginsMuted() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options().reconnect(Studio.QUICK));
            Studio.awaitPicture(session, Studio::isUnchanged);
            session.mute().block(Studio.PATIENCE);
            long sent = settledSent(session);
            String before = session.sessionId().orElseThrow();

            studio.server.faults().drop();
            until(() ->
                    session.isConnected() && !session.sessionId().orElseThrow().equals(before));
            Mono.delay(A_WHILE).block();

            assertThat(session.counters().framesSent()).isEqualTo(sent);
            session.unmute().block(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isUnchanged);
        }
    }

    @Test
    void beforeTheConnectionItIsAllowedAndAfterTheEndItIsNot() {
        try (Studio studio = new Studio()) {
            RealtimeSession session =
                    studio.client.realtime().session(studio.options().build());
            session.mute().block(Studio.PATIENCE);
            session.connect().block(Studio.PATIENCE);
            until(() -> session.counters().localFramesDropped() > 3);
            assertThat(session.counters().framesSent()).isZero();
            session.disconnect().block(Studio.PATIENCE);
            assertThatThrownBy(() -> session.unmute().block(Studio.PATIENCE)).isInstanceOf(CommandException.class);
        }
    }

    /** One picture, and then none. */
    static Flux<VideoFrame> still() {
        return Studio.pattern().take(1).concatWith(Flux.never());
    }

    /** A frame may have been on its way. */
    private static long settledSent(RealtimeSession session) {
        long dropped = session.counters().localFramesDropped();
        until(() -> session.counters().localFramesDropped() > dropped + 1);
        return session.counters().framesSent();
    }

    static void until(BooleanSupplier holds) {
        Objects.requireNonNull(Mono.fromSupplier(holds::getAsBoolean)
                .filter(Boolean::booleanValue)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(20)))
                .block(Studio.PATIENCE));
    }
}
