package io.decart4j.proxy;

import io.decart4j.flow.CallersCode;
import io.decart4j.flow.MonotonicTime;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One client's connection and the one to the service behind it: opened in turn, relayed, and closed together. */
final class Relay {

    private static final Logger log = LoggerFactory.getLogger(SignalingProxy.class);

    /** How long what waits may still be delivered when the side that it comes from has gone. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final ProxySession session;
    private final WebSocketSide client;
    private final Anteroom anteroom;
    private final SessionGate gate;
    private final Function<String, URI> address;
    private final ProxyParts parts;
    private final Filter filter;
    private final RateLimit rateLimit;
    private final long began;
    private final FrameLane toService;
    private final FrameLane toClient;
    private final Sinks.Empty<Void> done = Sinks.empty();
    private final Sinks.One<CloseReason> over = Sinks.one();
    private final Sinks.Many<Turn> turns = Sinks.many().unicast().onBackpressureBuffer();
    private volatile @Nullable WebSocketSide service;
    private volatile @Nullable UsageMeter meter;
    private volatile boolean spoken;
    private volatile boolean finished;

    Relay(ProxyRequest request, WebSocketSide client, Anteroom anteroom, SessionGate gate, ProxyParts parts) {
        this.session = request.session(this::end);
        this.address = request.address();
        this.client = client;
        this.anteroom = anteroom;
        this.gate = gate;
        this.parts = parts;
        this.filter = new Filter(session, parts);
        this.began = parts.cooldown().began();
        this.rateLimit = new RateLimit(parts.limits(), MonotonicTime.nanos());
        this.toService = new FrameLane(parts.limits().maxWaitingBytes());
        this.toClient = new FrameLane(Math.max(parts.limits().maxWaitingBytes(), SignalingCodec.MAX_FRAME_BYTES));
    }

    /** Everything, from the upgrade to the last thing that has to be closed or told. */
    private Mono<Void> run() {
        Mono<CloseReason> clientGone = client.frames()
                .doOnNext(this::hear)
                .then(Mono.defer(client::ending))
                .doOnNext(ending -> toService.complete())
                .cache();
        Mono<CloseReason> beforeService = clientGone.flatMap(
                ending -> service == null || ending.by() == CloseReason.By.PROXY ? Mono.just(ending) : Mono.never());
        Mono<CloseReason> speechless =
                Mono.delay(parts.limits().handshake()).flatMap(due -> spoken ? Mono.never() : violation("No message"));
        return Mono.using(
                this::enter,
                slot -> Mono.firstWithSignal(
                                over.asMono(),
                                beforeService,
                                client.dead().thenReturn(CloseReason.silent()),
                                speechless,
                                inTurn(clientGone))
                        .flatMap(this::finish),
                // The slot is free when the service's connection is closed.
                Relay::free);
    }

    /** A gate is the application's: whatever it throws is its error. */
    private Disposable enter() {
        try {
            return gate.enter(session.caller().name())
                    .subscribe(turns::tryEmitNext, turns::tryEmitError, turns::tryEmitComplete);
        } catch (Throwable e) {
            CallersCode.throwIfFatal(e);
            turns.tryEmitError(new IllegalStateException("the gate failed", e));
            return Disposables.disposed();
        }
    }

    private static void free(Disposable slot) {
        try {
            slot.dispose();
        } catch (Throwable e) {
            CallersCode.throwIfFatal(e);
            log.error("A slot of a gate could not be given back", e);
        }
    }

    void start(Runnable whenOver) {
        run().doFinally(end -> {
                    whenOver.run();
                    done.tryEmitEmpty();
                })
                .subscribe(null, e -> log.error("{}: the relay failed", session, e));
    }

    ProxySession session() {
        return session;
    }

    /** Completes when everything is closed and told; cancelling it changes nothing. */
    Mono<Void> done() {
        return done.asMono();
    }

    /** Ends the connection; the first one who does so is who ends it. */
    void end(CloseReason ending) {
        over.tryEmitValue(ending);
    }

    private Mono<CloseReason> inTurn(Mono<CloseReason> clientGone) {
        return turns.asFlux()
                .flatMap(turn -> turn instanceof Turn.Waiting waiting ? await(waiting) : serve(clientGone))
                .next()
                .switchIfEmpty(Mono.fromSupplier(() -> CloseReason.busy("No slot is to be had")))
                .onErrorResume(GateException.class, e -> Mono.just(CloseReason.busy(String.valueOf(e.getMessage()))))
                .onErrorResume(e -> {
                    log.warn("{}: the connection broke", session, e);
                    return Mono.just(CloseReason.badGateway(null));
                });
    }

    private Mono<CloseReason> await(Turn.Waiting waiting) {
        anteroom.fill(() -> violated("Too much before there is a slot"));
        return client.write(Frame.of(new ServerMessage.QueuePosition(waiting.position(), waiting.queueSize())))
                .then(Mono.empty());
    }

    private Mono<CloseReason> serve(Mono<CloseReason> clientGone) {
        anteroom.leave();
        return parts.upstream()
                .open(address)
                .map(Optional::of)
                .onErrorResume(e -> {
                    // Its words may have the URL in them, and with it the key.
                    log.warn(
                            "{}: the service cannot be reached: {}",
                            session,
                            e.getClass().getSimpleName());
                    return Mono.just(Optional.empty());
                })
                .flatMap(opened -> opened.map(socket -> relay(socket, clientGone))
                        .orElseGet(() -> Mono.just(CloseReason.badGateway("The service cannot be reached"))));
    }

    private Mono<CloseReason> relay(WebSocketSide socket, Mono<CloseReason> clientGone) {
        service = socket;
        UsageMeter billed = new UsageMeter(
                session,
                session.isViewer() ? usage -> Mono.empty() : parts.billing(),
                parts.limits().hook());
        meter = billed;
        if (finished) {
            socket.reset(); // came too late
            return Mono.empty();
        }
        Mono<CloseReason> serviceGone = socket.frames()
                .doOnNext(this::hearService)
                .then(Mono.defer(socket::ending))
                .doOnNext(ending -> toClient.complete())
                .cache();
        Mono<CloseReason> fromService = Mono.when(
                        serviceGone,
                        toClient.drain(frame -> filter.fromService(frame, client, billed))
                                .takeUntilOther(serviceGone.then(Mono.delay(LAST_WORDS))))
                .then(serviceGone);
        Mono<CloseReason> fromClient = toService
                .drain(frame -> filter.fromClient(frame, socket, client))
                .takeUntilOther(clientGone.then(Mono.delay(LAST_WORDS)))
                .then(clientGone);
        return Mono.firstWithSignal(
                // A write that fails belongs to a side that has gone, which the other branch is about to tell.
                fromService.onErrorResume(e -> later(e, CloseReason.silent())),
                fromClient.onErrorResume(e -> later(e, CloseReason.badGateway(null))),
                socket.dead().thenReturn(CloseReason.badGateway(null)));
    }

    private Mono<CloseReason> later(Throwable e, CloseReason ending) {
        log.debug("{}: the relay broke: {}", session, e.toString());
        return Mono.delay(LAST_WORDS).thenReturn(ending);
    }

    private Mono<Void> finish(CloseReason ending) {
        finished = true;
        CloseReason told = ending.passedOn()
                .withReason(parts.guard().clean(ending.passedOn().reason()));
        Mono<Void> words = told.error() == null
                ? Mono.empty()
                : client.write(Frame.of(new ServerMessage.ErrorMessage(told.error())))
                        .timeout(WebSocketSide.GOODBYE)
                        .onErrorComplete();
        WebSocketSide open = service;
        UsageMeter billed = meter;
        return Mono.when(
                        words.then(client.close(told)),
                        open == null
                                ? Mono.empty()
                                : open.close(
                                        ending.by() == CloseReason.By.CLIENT
                                                ? told
                                                : CloseReason.goingAway().withReason("")))
                .then(billed == null ? Mono.empty() : billed.end());
    }

    /** On the client's event loop, one after the other. */
    private void hear(WebSocketFrame frame) {
        if (!rateLimit.takes(frame.content().readableBytes(), MonotonicTime.nanos())) {
            violated("Rate limit exceeded");
        } else if (frame instanceof TextWebSocketFrame) {
            spoken = true;
            if (!toService.offer(Frame.copyOf(frame))) {
                violated("Too much is waiting");
            }
        } else if (frame instanceof PingWebSocketFrame) {
            client.control(new PongWebSocketFrame(frame.content().retain()));
        } else if (!(frame instanceof PongWebSocketFrame)) {
            violated("Text messages only");
        }
    }

    private void hearService(WebSocketFrame frame) {
        if (!(frame instanceof PongWebSocketFrame) && !toClient.offer(Frame.copyOf(frame))) {
            counted();
            end(CloseReason.silent()); // a client that does not read
        }
    }

    private Mono<CloseReason> violation(String reason) {
        violated(reason);
        return Mono.never(); // told through the other way
    }

    private void violated(String reason) {
        if (over.tryEmitValue(CloseReason.violation(reason)) == Sinks.EmitResult.OK) {
            counted();
        }
    }

    private void counted() {
        parts.tally().violations().increment();
        parts.cooldown().begin(session.caller().name(), began);
    }
}
