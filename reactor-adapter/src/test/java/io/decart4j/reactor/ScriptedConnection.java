package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.ConnectionException;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import io.decart4j.reactor.internal.control.ControlChannel;
import io.decart4j.reactor.internal.control.Phases;
import io.decart4j.reactor.internal.media.AttemptStart;
import io.decart4j.reactor.internal.media.FrameArrivals;
import io.decart4j.reactor.internal.media.MediaLink;
import io.decart4j.stats.StatsReport;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One connection as a test plays it: both the socket and the media, without either. It is no more patient than a server: what is
 * said goes over the wire's words both ways, nothing can be sent where no socket is open, and only commands are answered.
 */
final class ScriptedConnection implements ControlChannel {

    final Sinks.One<ControlChannel> start = Sinks.one();
    final List<ClientMessage> sent = new CopyOnWriteArrayList<>();
    final ScriptedRoom room = new ScriptedRoom();
    final List<ServerMessage> media = new CopyOnWriteArrayList<>();
    private final Sinks.Many<ServerMessage> messages = Sinks.many().unicast().onBackpressureBuffer();
    private final Sinks.Many<MediaLink.Up> up = Sinks.many().unicast().onBackpressureBuffer();
    volatile Mono<StatsReport> stats = Mono.empty();
    final MediaLink link = new Link();
    private final boolean inRoom;
    volatile boolean negotiating;
    volatile boolean channelClosed;
    volatile boolean linkClosed;
    volatile boolean cancelledWhileOpening;
    volatile boolean sendFails;
    private volatile boolean open = true;
    volatile Duration goodbye = Duration.ZERO;

    ScriptedConnection() {
        this(false);
    }

    /** @param inRoom whether its media go through {@link #room} */
    ScriptedConnection(boolean inRoom) {
        this.inRoom = inRoom;
    }

    Mono<ControlChannel> open() {
        return start.asMono().doOnCancel(() -> cancelledWhileOpening = true);
    }

    void opened() {
        start.tryEmitValue(this);
    }

    void refused(Throwable error) {
        start.tryEmitError(error);
    }

    void says(ServerMessage... all) {
        for (ServerMessage message : all) {
            messages.emitNext(overTheWire(message), Sinks.EmitFailureHandler.FAIL_FAST);
        }
    }

    /** In a room a session may have nothing to tell but that it comes. */
    void accepts() {
        if (!inRoom || !told().isEmpty()) {
            answers(true, null);
        }
    }

    /** What was sent but the request for a room. */
    List<ClientMessage> told() {
        return sent.stream()
                .filter(message -> !(message instanceof ClientMessage.LivekitJoin))
                .toList();
    }

    /** What was sent last, which has to be something that is answered. */
    void answers(boolean success, @Nullable String error) {
        assertThat(told()).as("what was sent").isNotEmpty();
        List<ClientMessage> told = told();
        ClientMessage last = told.get(told.size() - 1);
        if (last instanceof ClientMessage.Prompt prompt) {
            says(new ServerMessage.PromptAck(prompt.prompt(), success, error));
        } else {
            assertThat(last)
                    .as("what a server answers")
                    .isInstanceOfAny(ClientMessage.SetImage.class, ClientMessage.Passthrough.class);
            says(new ServerMessage.SetImageAck(success, error));
        }
    }

    void mediaUp() {
        if (inRoom) {
            names("one");
            room.joined();
            room.published();
            return;
        }
        up.emitNext(MediaLink.Up.UP, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    void mediaLost(Throwable error) {
        if (inRoom) {
            room.ends(error);
            return;
        }
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
        breaks(ConnectionException.closed(1006, ""));
    }

    void breaks(Throwable error) {
        open = false;
        messages.tryEmitError(error); // of a channel that is closed nobody hears
    }

    void closes(int code, String reason) {
        breaks(ConnectionException.closed(code, reason));
    }

    @Override
    public Flux<ServerMessage> messages() {
        return messages.asFlux();
    }

    @Override
    public Mono<Void> send(ClientMessage message) {
        return Mono.fromRunnable(() -> {
            if (sendFails || !open) {
                throw ConnectionException.failed("WebSocket is not open", null);
            }
            ClientMessage read = overTheWire(message);
            sent.add(read.equals(message) ? message : read);
        });
    }

    @Override
    public Mono<Void> close() {
        return gone(() -> {
            open = false;
            channelClosed = true;
        });
    }

    /** Whether anyone still hears what this connection says. */
    boolean isListenedTo() {
        return messages.currentSubscriberCount() > 0 || up.currentSubscriberCount() > 0;
    }

    /** Both sides, each by a call of its own. */
    boolean isClosed() {
        return channelClosed && (inRoom ? room.asked.isEmpty() || room.left : linkClosed);
    }

    private Mono<Void> gone(Runnable then) {
        Mono<Void> gone = Mono.fromRunnable(then);
        return goodbye.isZero() ? gone : Mono.delay(goodbye).then(gone);
    }

    private static ClientMessage overTheWire(ClientMessage message) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        SignalingCodec.write(message, frame);
        return SignalingCodec.readClientMessage(frame.toByteArray());
    }

    private static ServerMessage overTheWire(ServerMessage message) {
        if (message instanceof ServerMessage.Unknown) {
            return message; // is what a channel makes of a frame that it cannot read
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        SignalingCodec.write(message, frame);
        return SignalingCodec.readServerMessage(frame.toByteArray());
    }

    /** The media of a direct connection, which negotiates nothing. */
    private final class Link implements MediaLink {

        private final FrameArrivals frames = new FrameArrivals();

        @Override
        public Flux<Up> run(AttemptStart start) {
            return start.agreed().thenMany(up.asFlux().doOnSubscribe(s -> {
                negotiating = true;
                start.phases().begin(Phases.HANDSHAKE);
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
        public Mono<Duration> roundTripTime() {
            return Mono.empty();
        }

        @Override
        public Mono<StatsReport> stats() {
            return stats;
        }

        @Override
        public Mono<Void> close() {
            return gone(() -> linkClosed = true);
        }
    }
}
