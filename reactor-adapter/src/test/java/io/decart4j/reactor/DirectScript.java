package io.decart4j.reactor;

import io.decart4j.event.SessionEvent;
import io.decart4j.message.Candidate;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.reactor.internal.control.ControlChannel;
import io.decart4j.reactor.internal.control.PendingCommands;
import io.decart4j.reactor.internal.control.Phases;
import io.decart4j.reactor.internal.media.AttemptStart;
import io.decart4j.reactor.internal.media.LocalAudio;
import io.decart4j.reactor.internal.media.LocalVideo;
import io.decart4j.reactor.internal.media.MediaLink;
import io.decart4j.reactor.internal.media.Muting;
import io.decart4j.reactor.internal.media.RemoteVideo;
import io.decart4j.reactor.internal.media.SessionAudio;
import io.decart4j.reactor.internal.media.SessionMedia;
import io.decart4j.reactor.internal.media.direct.DirectMedia;
import io.decart4j.reactor.internal.media.direct.DirectMediaLink;
import io.decart4j.webrtc.IceCandidate;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A direct link with a real peer connection; the channel, and a peer in the server's place, are the test's. */
final class DirectScript implements AutoCloseable {

    private final WebRtcRuntime runtime = WebRtcRuntime.create();
    private final LocalVideo local;
    private final RemoteVideo remote = new RemoteVideo();
    private final Sinks.Many<ClientMessage> sent = Sinks.many().replay().all();
    private final Sinks.Many<MediaLink.Up> up = Sinks.many().replay().all();
    private final AtomicInteger offers = new AtomicInteger();
    private final List<SessionEvent> events = new CopyOnWriteArrayList<>();
    private final Disposable running;
    final DirectMediaLink link;

    /** The caller's side of a session, which sends video. */
    static DirectScript producer() {
        return producer(noAudio());
    }

    /** The same with limits of its own. */
    static DirectScript producer(SessionTimeouts timeouts) {
        return new DirectScript(pattern(), noAudio(), false, timeouts);
    }

    /** The same with sound. */
    static DirectScript producer(LocalAudio audio) {
        return new DirectScript(pattern(), audio, false, SessionTimeouts.DEFAULT);
    }

    private static LocalVideo pattern() {
        return new LocalVideo(Studio.pattern(), Studio.SMALL.fps(), false, e -> {});
    }

    static DirectScript viewer() {
        return new DirectScript(new LocalVideo(null, 1, false, e -> {}), noAudio(), true, SessionTimeouts.DEFAULT);
    }

    private static LocalAudio noAudio() {
        return new LocalAudio(null, e -> {});
    }

    private DirectScript(LocalVideo local, LocalAudio audio, boolean viewer, SessionTimeouts timeouts) {
        this.local = local;
        link = new DirectMediaLink(
                new Channel(),
                new DirectMedia(
                        runtime,
                        PeerOptions.none(),
                        new SessionMedia(
                                local, remote, new SessionAudio(audio), VideoSendParameters.DEFAULT, new Muting(false)),
                        Mono::just,
                        Duration.ofSeconds(5),
                        viewer));
        running = link.run(nothingToTell(timeouts)).subscribe(up::tryEmitNext, up::tryEmitError, up::tryEmitComplete);
    }

    private AttemptStart nothingToTell(SessionTimeouts timeouts) {
        return new AttemptStart(
                Optional.empty(),
                new PendingCommands(new Channel(), m -> {}),
                timeouts,
                new Phases(event -> {}),
                events::add);
    }

    /** A peer connection that answers, and sends video too. */
    PeerConnection server() {
        PeerConnection server =
                Objects.requireNonNull(runtime.open(PeerOptions.none()).block(Studio.PATIENCE));
        server.sendVideo("server").block(Studio.PATIENCE);
        return server;
    }

    /** The n-th message of a kind that the link sends, from 0. */
    <M extends ClientMessage> M sent(Class<M> kind, int index) {
        return Objects.requireNonNull(
                sent.asFlux().ofType(kind).elementAt(index).block(Studio.PATIENCE));
    }

    <E extends SessionEvent> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    int offersSent() {
        return offers.get();
    }

    String answerOf(PeerConnection server, int offer) {
        return Objects.requireNonNull(
                server.answer(sent(ClientMessage.Offer.class, offer).sdp()).block(Studio.PATIENCE));
    }

    /** All candidates of the server: it has gathered them when this returns. */
    static List<IceCandidate> candidatesOf(PeerConnection server) {
        return Objects.requireNonNull(server.candidates().collectList().block(Studio.PATIENCE));
    }

    /** As the server sends one. */
    static ServerMessage candidate(IceCandidate from) {
        return new ServerMessage.IceCandidate(
                new Candidate(from.candidate(), from.sdpMid(), from.sdpMLineIndex(), from.usernameFragment()));
    }

    /** Blocks until the media are up for the n-th time, from 0; throws what the link ended with. */
    void awaitUp(int index) {
        up.asFlux().elementAt(index).block(Studio.PATIENCE);
    }

    /** What the link ended with. */
    Throwable end() {
        return Objects.requireNonNull(up.asFlux()
                .then(Mono.<Throwable>empty())
                .onErrorResume(Mono::just)
                .block(Studio.PATIENCE));
    }

    void connect(PeerConnection server) {
        link.accept(new ServerMessage.Answer(answerOf(server, 0)));
        candidatesOf(server).forEach(candidate -> link.accept(candidate(candidate)));
        awaitUp(0);
    }

    private final class Channel implements ControlChannel {

        @Override
        public Flux<ServerMessage> messages() {
            return Flux.never();
        }

        @Override
        public Mono<Void> send(ClientMessage message) {
            return Mono.fromRunnable(() -> {
                if (message instanceof ClientMessage.Offer) {
                    offers.incrementAndGet();
                }
                sent.emitNext(message, Sinks.EmitFailureHandler.FAIL_FAST);
            });
        }

        @Override
        public Mono<Void> close() {
            return Mono.empty();
        }
    }

    @Override
    public void close() {
        local.close();
        running.dispose();
        remote.close();
        runtime.close();
    }
}
