package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.error.ServerException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.testkit.LocalViewer;
import io.decart4j.testkit.ReceivedMessage;
import io.decart4j.token.SubscribeToken;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Watching a session of somebody else. */
class ViewerTest {

    private static final ViewerOptions QUICK =
            new ViewerOptions(SessionTimeouts.DEFAULT, Studio.QUICK, StallPolicy.DEFAULT);

    private static RealtimeViewer watch(Studio studio, RealtimeSession session) {
        String token = session.subscribeToken().orElseThrow();
        return Objects.requireNonNull(
                studio.client.realtime().subscribe(token, QUICK).block(Studio.PATIENCE));
    }

    private static void awaitNoir(RealtimeViewer viewer) {
        assertThat(viewer.video(Studio::patches).filter(Studio::isNoir).blockFirst(Studio.PATIENCE))
                .isNotNull();
    }

    @Test
    void severalViewersSeeWhatTheSessionProduces() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            RealtimeViewer first = watch(studio, session);
            RealtimeViewer second = watch(studio, session);
            awaitNoir(first);
            awaitNoir(second);
            first.disconnect().block(Studio.PATIENCE);
            assertThat(first.connectionState()).isEqualTo(ConnectionState.DISCONNECTED);
            awaitNoir(second);
            session.setPrompt("invert").block(Studio.PATIENCE);
            assertThat(second.video(Studio::patches).filter(Studio::isInverted).blockFirst(Studio.PATIENCE))
                    .isNotNull();
        }
    }

    @Test
    void aViewerOffersToReceiveVideoThenAudioAndTellsNothing() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            watch(studio, session);
            LocalViewer viewer = studio.server.sessions().get(0).viewers().get(0);
            List<ReceivedMessage> messages = viewer.log();
            assertThat(messages)
                    .noneMatch(message ->
                            message.type().equals("set_image") || message.type().equals("prompt"));
            String offer = messages.get(0).text();
            assertThat(messages.get(0).type()).isEqualTo("offer");
            assertThat(offer)
                    .doesNotContain("a=sendrecv")
                    .doesNotContain("a=sendonly")
                    .doesNotContain("x-google");
            assertThat(offer.indexOf("m=video")).isPositive().isLessThan(offer.indexOf("m=audio"));
        }
    }

    @Test
    void aViewerThatLosesItsConnectionComesBack() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            RealtimeViewer viewer = watch(studio, session);
            awaitNoir(viewer);
            Mono<SessionEvent> back = viewer.events()
                    .skipUntil(SessionEvent.Reconnecting.class::isInstance)
                    .filter(new SessionEvent.ConnectionChange(ConnectionState.CONNECTED)::equals)
                    .next()
                    .cache();
            back.subscribe();
            studio.server.sessions().get(0).viewers().get(0).faults().drop();
            assertThat(back.block(Studio.PATIENCE)).isNotNull();
            awaitNoir(viewer);
        }
    }

    @Test
    void aViewerOfASessionThatIsOverIsRefused() {
        try (Studio studio = new Studio()) {
            String token = new SubscribeToken.Direct("sess_gone", "127.0.0.1", studio.server.port()).encode();
            assertThatThrownBy(() ->
                            studio.client.realtime().subscribe(token, QUICK).block(Studio.PATIENCE))
                    .isInstanceOf(ServerException.class);
        }
    }

    @Test
    void whatIsNoTokenIsRefusedAtOnce() {
        try (Studio studio = new Studio()) {
            assertThatThrownBy(() -> studio.client.realtime().subscribe("not a token"))
                    .isInstanceOf(InvalidOptionException.class)
                    .hasMessage("Invalid subscribe token");
        }
    }

    @Test
    void anIceRestartReplacesThePeerConnectionOnTheSameSocket() throws IOException {
        try (Studio studio = new Studio();
                DatagramSocket turn = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            Studio.awaitPicture(session, Studio::isNoir);
            String id = session.sessionId().orElseThrow();
            studio.server
                    .faults()
                    .iceRestart("turn:127.0.0.1:" + turn.getLocalPort() + "?transport=udp", "user", "secret");
            turn.setSoTimeout((int) Studio.PATIENCE.toMillis());
            turn.receive(new DatagramPacket(new byte[1500], 1500)); // the new peer connection asks the TURN server
            long offers = Objects.requireNonNull(studio.server
                    .sessions()
                    .get(0)
                    .received()
                    .filter(message -> message.type().equals("offer"))
                    .take(2)
                    .count()
                    .block(Studio.PATIENCE));
            assertThat(offers).isEqualTo(2);
            long before = session.counters().framesReceived();
            Flux.interval(Duration.ofMillis(20))
                    .takeUntil(tick -> session.counters().framesReceived() > before + 10)
                    .blockLast(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isNoir);
            assertThat(session.sessionId()).contains(id);
            session.setPrompt("invert").block(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isInverted);
            Flux.interval(Duration.ofMillis(20))
                    .takeUntil(tick -> studio.client.runtime().openPeerConnections() == 1)
                    .blockLast(Studio.PATIENCE);
        }
    }
}
