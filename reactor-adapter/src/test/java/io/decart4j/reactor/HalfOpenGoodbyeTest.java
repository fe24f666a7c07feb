package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Hooks;

/** Sessions that end while their control socket is half open: nothing they say arrives, and nothing comes back. */
class HalfOpenGoodbyeTest {

    /** The second that a goodbye may take, on a machine that has other things to do, too. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private static final int SESSIONS = 8;

    /** What the buffers of both sides take without a reader is less. */
    private static final int MORE_THAN_BUFFERS = 16 << 20;

    private final List<Throwable> dropped = new CopyOnWriteArrayList<>();

    @Test
    void aGoodbyeThatWaitsBehindAMessageIsGivenUpAfterASecond() {
        try (Studio studio = new Studio();
                DecartClient client = studio.withoutMedia().build()) {
            watchTheHook();
            RealtimeSession session = connected(client);
            CompletableFuture<SessionEvent> last = session.events().last().toFuture();
            studio.server.faults().silence();
            CompletableFuture<Void> command =
                    session.setPrompt("lost".repeat(MORE_THAN_BUFFERS / 4)).toFuture();
            long since = System.nanoTime();

            assertThat(session.disconnect().toFuture()).succeedsWithin(LATE);

            assertThat(Duration.ofNanos(System.nanoTime() - since))
                    .as("with nothing before it, it would have been said sooner")
                    .isGreaterThan(Duration.ofMillis(900));
            assertThat(last).succeedsWithin(Studio.PATIENCE).isEqualTo(new SessionEvent.Ended(null));
            assertThat(command).isDone();
            studio.assertNothingOpen();
        }
        assertThat(dropped).isEmpty();
    }

    @Test
    void theMediaAreGoneAsWell() {
        try (Studio studio = new Studio()) {
            watchTheHook();
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            Studio.awaitPicture(session, Studio::isNoir);
            studio.server.faults().silence();

            assertThat(session.disconnect().toFuture()).succeedsWithin(LATE);

            assertThat(studio.client.runtime().openPeerConnections()).isZero();
            assertThat(session.connectionState()).isEqualTo(ConnectionState.DISCONNECTED);
        }
        assertThat(dropped).isEmpty();
    }

    @Test
    void aClientThatIsClosedWaitsForAllOfItsSessionsAtOnce() {
        try (Studio studio = new Studio()) {
            watchTheHook();
            DecartClient client = studio.withoutMedia().build();
            List<CompletableFuture<SessionEvent>> ends = new ArrayList<>();
            List<RealtimeSession> sessions = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                sessions.add(connected(client));
            }
            studio.server.faults().silence();
            for (RealtimeSession session : sessions) {
                ends.add(session.events().last().toFuture());
                session.setPrompt("lost".repeat(MORE_THAN_BUFFERS / 4)).subscribe(null, e -> {});
            }

            assertThat(client.disposeLater().toFuture()).succeedsWithin(LATE);

            assertThat(ends)
                    .allSatisfy(end ->
                            assertThat(end).succeedsWithin(Studio.PATIENCE).isEqualTo(new SessionEvent.Ended(null)));
            studio.assertNothingOpen();
        }
        assertThat(dropped).isEmpty();
    }

    private static RealtimeSession connected(DecartClient client) {
        return Objects.requireNonNull(
                client.realtime().connect(Studio.direct().build()).block(Studio.PATIENCE));
    }

    private void watchTheHook() {
        Hooks.resetOnErrorDropped();
        Hooks.onErrorDropped(dropped::add);
    }
}
