package io.decart4j.testkit;

import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/** One session of a {@link LocalDecartServer}, also after it ended. Methods may be called by any thread. */
public final class LocalSession {

    private static final Logger LOG = LoggerFactory.getLogger(LocalSession.class);

    private final String id;
    private final String model;
    private final ControlSocket socket;
    private final Script script;
    private final Generation generation;
    private final Negotiation negotiation;
    private final Acks acks;
    private final Conversation conversation;
    private final SessionLog log = new SessionLog();
    private final Elision elision;
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private ConnectionScript.@Nullable PlannedBreak plannedBreak;
    private boolean released;

    LocalSession(String id, String model, ControlSocket socket, Scheduler loop, ServerParts parts) {
        this.id = id;
        this.model = model;
        this.socket = socket;
        this.elision = parts.elision();
        this.script = new Script(parts.script());
        this.plannedBreak = parts.connections().nextBreak();
        this.generation = new Generation(socket, loop, parts.tickInterval(), parts.dropBeforeInitialState());
        this.negotiation = new Negotiation(this, parts.runtime(), loop);
        this.acks = new Acks(socket, script, loop);
        this.conversation = new Conversation(this, acks, negotiation, loop);
    }

    /** What {@code session_id} said. */
    public String id() {
        return id;
    }

    /** The model that the client named. */
    public String model() {
        return model;
    }

    /** What was received so far, the newest 4096 messages; keys and images are replaced. */
    public List<ReceivedMessage> log() {
        return log.messages();
    }

    /** What was received so far and what follows, on the session's event loop; completes with the session. */
    public Flux<ReceivedMessage> received() {
        return log.received();
    }

    /** The prompt in force. */
    public Optional<String> prompt() {
        Look look = generation.look();
        return look == null ? Optional.empty() : Optional.ofNullable(look.prompt());
    }

    /** Video frames that arrived. */
    public long framesReceived() {
        return generation.framesReceived();
    }

    /** Video frames that were generated and sent back. */
    public long framesSent() {
        return generation.framesSent();
    }

    /** Completes when the session has ended and everything it held is released. */
    public Mono<Void> closed() {
        return closed.asMono();
    }

    /** Faults of this session alone. */
    public Faults faults() {
        return new Faults(() -> List.of(this), () -> List.of(script), null);
    }

    ControlSocket socket() {
        return socket;
    }

    Script script() {
        return script;
    }

    Generation generation() {
        return generation;
    }

    Negotiation negotiation() {
        return negotiation;
    }

    /** Breaks the connection when that was planned for this place of the handshake. Event loop only. */
    boolean breaksAt(HandshakePhase phase) {
        ConnectionScript.PlannedBreak planned = plannedBreak;
        if (planned == null || planned.phase() != phase) {
            return false;
        }
        plannedBreak = null;
        switch (planned.how()) {
            case DROP -> socket.reset();
            case CLOSE -> socket.close(1011, "scripted");
            case STALL -> socket.silence();
        }
        return true;
    }

    void sendSessionId() {
        socket.send(new ServerMessage.SessionId(id, "127.0.0.1", socket.port()));
    }

    /** Ends the session from the server's side: first why, then the close. */
    void end(String reason, int code, String closeReason) {
        socket.execute(() -> {
            generation.end(reason);
            socket.close(code, closeReason);
        });
    }

    /** Runs the session until the client goes. Event loop only. */
    Mono<Void> run(Flux<WebSocketFrame> frames, Mono<Void> admission) {
        negotiation.run().subscribe(null, failure -> LOG.warn("session {}", id, failure), closed::tryEmitEmpty);
        Mono<Void> greeted = admission
                .then(Mono.fromRunnable(() -> {
                    if (!breaksAt(HandshakePhase.OPEN)) {
                        sendSessionId();
                    }
                }))
                .then()
                .cache();
        // Unbounded: behind a bounded queue Reactor Netty would stop answering pings.
        Mono<Void> heard = frames.mapNotNull(this::read)
                .concatMap(message -> greeted.then(Mono.defer(() -> conversation.hear(message))), Integer.MAX_VALUE)
                .then();
        return Mono.firstWithSignal(heard, Mono.when(greeted, acks.run()).then(Mono.never()));
    }

    /** Gives everything back. Event loop only; only the first call counts. */
    void release() {
        if (!released) {
            released = true;
            generation.stop();
            negotiation.end();
            log.complete();
        }
    }

    private @Nullable ClientMessage read(WebSocketFrame frame) {
        byte[] bytes = ByteBufUtil.getBytes(frame.content());
        boolean text = frame instanceof TextWebSocketFrame;
        Optional<ClientMessage> message = text ? Conversation.read(bytes) : Optional.empty();
        log.add(elision.received(text, message, bytes));
        return message.orElse(null);
    }
}
