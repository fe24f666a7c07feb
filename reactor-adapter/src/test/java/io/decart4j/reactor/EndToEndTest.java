package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.CommandException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.event.SessionEvent.IceCandidate.Source;
import io.decart4j.input.ImageSource;
import io.decart4j.input.InitialState;
import io.decart4j.input.SetInput;
import io.decart4j.stats.CandidatePair;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Real video through a real server: what a prompt does is seen in the pixels. */
class EndToEndTest {

    @Test
    void promptsAndImagesTakeEffectInThePicture() throws IOException {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(InitialState.none());
            Studio.awaitPicture(session, Studio::isUnchanged);

            session.setPrompt("film noir").block(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isNoir);

            session.setPrompt("invert everything").block(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isInverted);

            session.set(SetInput.prompt("tint #ff8000")).block(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio.isTinted(0xff8000));

            assertThatThrownBy(() -> session.setPrompt("something forbidden").block(Studio.PATIENCE))
                    .isInstanceOfSatisfying(CommandException.class, e -> {
                        assertThat(e.reason()).isEqualTo(CommandException.Reason.REJECTED);
                        assertThat(e).hasMessage("Prompt rejected by moderation");
                    });
            Studio.awaitPicture(session, Studio.isTinted(0xff8000));

            session.set(SetInput.image(ImageSource.of(png(new Color(0, 160, 0))))
                            .prompt("invert"))
                    .block(Studio.PATIENCE);
            Studio.awaitPicture(session, patches -> !Studio.isInverted(patches));
            session.disconnect().block(Studio.PATIENCE);
            assertThat(session.connectionState()).isEqualTo(ConnectionState.DISCONNECTED);
        }
    }

    @Test
    void everyPhaseOfTheHandshakeIsMeasured() {
        try (Studio studio = new Studio()) {
            List<SessionEvent.PhaseTiming> phases = studio.connect(InitialState.prompt("noir"))
                    .events()
                    .ofType(SessionEvent.PhaseTiming.class)
                    .take(7)
                    .collectList()
                    .blockOptional(Studio.PATIENCE)
                    .orElseThrow();
            assertThat(phases)
                    .allMatch(SessionEvent.PhaseTiming::success)
                    .allMatch(phase -> phase.duration().toNanos() > 0)
                    .extracting(SessionEvent.PhaseTiming::phase)
                    .startsWith("websocket", "initial-state", "offer", "answer")
                    .containsExactlyInAnyOrder(
                            "websocket", "initial-state", "offer", "answer", "ice", "webrtc-handshake", "total");
        }
    }

    @Test
    void theWayToAPathIsTold() {
        try (Studio studio = new Studio()) {
            List<SessionEvent> way = studio.connect(InitialState.prompt("noir"))
                    .events()
                    .takeUntil(SessionEvent.SelectedCandidatePair.class::isInstance)
                    .collectList()
                    .blockOptional(Studio.PATIENCE)
                    .orElseThrow();
            assertThat(of(way, SessionEvent.SignalingStateChange.class))
                    .extracting(SessionEvent.SignalingStateChange::state)
                    .containsExactly("have-local-offer", "stable");
            assertThat(of(way, SessionEvent.IceStateChange.class))
                    .extracting(SessionEvent.IceStateChange::previousState)
                    .startsWith("new", "checking");
            assertThat(of(way, SessionEvent.PeerConnectionStateChange.class))
                    .extracting(SessionEvent.PeerConnectionStateChange::state)
                    .containsExactly("connecting", "connected");
            assertThat(of(way, SessionEvent.IceCandidate.class))
                    .allMatch(ice -> ice.candidate().candidateType().equals("host"))
                    .allMatch(ice -> ice.candidate().address().isEmpty() == (ice.source() == Source.REMOTE))
                    .extracting(SessionEvent.IceCandidate::source)
                    .contains(Source.LOCAL);
            CandidatePair.Candidate local = ((SessionEvent.SelectedCandidatePair) way.get(way.size() - 1))
                    .pair()
                    .local();
            assertThat(local.candidateType()).isIn("host", "prflx");
            assertThat(local.protocol()).isEqualTo("udp");
        }
    }

    private static <E extends SessionEvent> List<E> of(List<SessionEvent> all, Class<E> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void theInitialStateIsInForceFromTheFirstFrame() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            List<Integer> first =
                    Objects.requireNonNull(session.video(Studio::patches).blockFirst(Studio.PATIENCE));
            assertThat(Studio.isNoir(first)).isTrue();
        }
    }

    @Test
    void twentyCutsInARowDuringGeneration() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(
                    studio.options().initialState(InitialState.prompt("start")).reconnect(Studio.QUICK));
            List<SessionEvent> events = new CopyOnWriteArrayList<>();
            session.events().subscribe(events::add);
            List<Integer> pictures = new ArrayList<>();
            for (int cut = 1; cut <= 20; cut++) {
                session.events()
                        .filter(event -> session.connectionState() == ConnectionState.GENERATING)
                        .blockFirst(Studio.PATIENCE);
                session.setPrompt("prompt " + cut).block(Studio.PATIENCE);
                String before = session.sessionId().orElseThrow();
                Mono<SessionEvent> reconnected = session.events()
                        .filter(event -> event.equals(new SessionEvent.ConnectionChange(ConnectionState.GENERATING))
                                && !session.sessionId().orElseThrow().equals(before))
                        .next();
                studio.server.faults().drop();
                reconnected.block(Studio.PATIENCE);
                assertThat(studio.server.sessions()).hasSize(1);
                assertThat(studio.server.sessions().get(0).prompt()).contains("prompt " + cut);
                pictures.add(cut);
            }
            session.setPrompt("noir").block(Studio.PATIENCE);
            studio.server.faults().drop();
            Studio.awaitPicture(session, Studio::isNoir);
            assertThat(pictures).hasSize(20);
            assertThat(events.stream().filter(SessionEvent.Reconnecting.class::isInstance))
                    .hasSizeGreaterThanOrEqualTo(20);
            assertThat(events.stream().filter(SessionEvent.ErrorOccurred.class::isInstance))
                    .isEmpty();
        }
    }

    @Test
    void oneSubscriberSeesFramesBeforeAndAfterACut() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            Mono<Long> afterTheCut = session.video(Studio::patches)
                    .map(patches -> session.sessionId().orElseThrow())
                    .distinctUntilChanged()
                    .take(2)
                    .count();
            Mono<Long> count = afterTheCut.cache();
            count.subscribe();
            Studio.awaitPicture(session, Studio::isNoir);
            studio.server.faults().drop();
            assertThat(count.block(Studio.PATIENCE)).isEqualTo(2);
        }
    }

    static byte[] png(Color colour) throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, 64, 64);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
