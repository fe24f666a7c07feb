package io.decart4j.reactor;

import io.decart4j.error.ConnectionException;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.stats.StatsReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One connection as a test plays it: both the socket and the media, without either. */
final class ScriptedConnection implements ControlChannel, MediaLink {

    final Sinks.One<ControlChannel> opening = Sinks.one();
    final List<ClientMessage> sent = new CopyOnWriteArrayList<>();
    final ScriptedRoom room = new ScriptedRoom();
    final List<ServerMessage> media = new CopyOnWriteArrayList<>();
    private final Sinks.Many<ServerMessage> messages = Sinks.many().unicast().onBackpressureBuffer();
    private final Sinks.Many<Up> up = Sinks.many().unicast().onBackpressureBuffer();
    volatile Mono<StatsReport> stats = Mono.empty();
    final FrameArrivals frames = new FrameArrivals();
    volatile boolean negotiating;
    volatile boolean channelClosed;
    volatile boolean linkClosed;
    volatile boolean cancelledWhileOpening;
    volatile boolean sendFails;
    volatile Duration goodbye = Duration.ZERO;

    Mono<ControlChannel> open() {
        return opening.asMono().doOnCancel(() -> cancelledWhileOpening = true);
    }

    void opened() {
        opening.tryEmitValue(this);
    }

    void refused(Throwable error) {
        opening.tryEmitError(error);
    }

    void says(ServerMessage... all) {
        for (ServerMessage message : all) {
            messages.emitNext(message, Sinks.EmitFailureHandler.FAIL_FAST);
        }
    }

    void accepts() {
        ClientMessage last = sent.get(sent.size() - 1);
        says(
                last instanceof ClientMessage.Prompt prompt
                        ? new ServerMessage.PromptAck(prompt.prompt(), true, null)
                        : new ServerMessage.SetImageAck(true, null));
    }

    void mediaUp() {
        up.emitNext(Up.UP, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    void mediaLost(Throwable error) {
        up.emitError(error, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    /** The whole way to connected. */
    void connects() {
        opened();
        accepts();
        mediaUp();
    }

    /** The way to connected of a session in a room, from an open channel on. */
    void connectsThroughItsRoom() {
        opened();
        names("one");
        room.joined();
        room.published();
    }

    /** The room of the session with this id. */
    void names(String session) {
        says(new ServerMessage.LivekitRoomInfo("wss://livekit", "room-token", "room-" + session, session));
    }

    void drops() {
        messages.tryEmitError(ConnectionException.closed(1006, "")); // of a channel that is closed nobody hears
    }

    void breaks(Throwable error) {
        messages.tryEmitError(error); // of a channel that is closed nobody hears
    }

    void closes(int code, String reason) {
        messages.tryEmitError(ConnectionException.closed(code, reason)); // of a channel that is closed nobody hears
    }

    @Override
    public Flux<ServerMessage> messages() {
        return messages.asFlux();
    }

    @Override
    public Mono<Void> send(ClientMessage message) {
        return Mono.fromRunnable(() -> {
            if (sendFails) {
                throw ConnectionException.failed("WebSocket is not open", null);
            }
            sent.add(message);
        });
    }

    @Override
    public Flux<Up> run(Opening opening) {
        return opening.agreed().thenMany(up.asFlux().doOnSubscribe(s -> {
            negotiating = true;
            opening.phases().begin(Phases.HANDSHAKE);
        }));
    }

    @Override
    public void accept(ServerMessage message) {
        media.add(message);
    }

    @Override
    public FrameArrivals frames() {
        return frames;
    }

    @Override
    public Mono<Optional<Duration>> roundTripTime() {
        return Mono.just(Optional.empty());
    }

    @Override
    public Mono<StatsReport> stats() {
        return stats;
    }

    /** Both sides of this object are closed by the attempt; which one is told apart by the order. */
    @Override
    public Mono<Void> close() {
        Mono<Void> gone = Mono.fromRunnable(() -> {
            channelClosed = linkClosed;
            linkClosed = true;
        });
        return goodbye.isZero() ? gone : Mono.delay(goodbye).then(gone);
    }

    /** Whether anyone still hears what this connection says. */
    boolean isListenedTo() {
        return messages.currentSubscriberCount() > 0 || up.currentSubscriberCount() > 0;
    }

    boolean isClosed() {
        return channelClosed && linkClosed;
    }
}
