package io.decart4j.proxy;

import io.decart4j.flow.CallersCode;
import io.decart4j.message.ServerMessage;
import io.decart4j.websocket.WebSocketConnection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * End users connect to {@code /v1/stream} and {@code /subscribe/{sid}} of this application with its own authentication, and viewers
 * of rooms ask {@code POST /watch-stream/{room}}; the
 * proxy connects to the service with the platform's key and relays both ways, in order. Media do not pass: they go between
 * the user and the service. Takes WebFlux on Reactor Netty, its default server. Thread-safe.
 *
 * <p>The key appears nowhere outside. What goes to a client waits in a bounded buffer; a client that lets it fill, or breaks
 * another of the {@link ProxyLimits}, loses its connection and nothing else happens.
 */
public final class SignalingProxy {

    /**
     * The attribute of a viewer's {@code POST /watch-stream/{room}} that has the name of the session's model, for the authentication to
     * look at: that request names none. Missing for a room that this proxy does not relay.
     */
    public static final String MODEL_ATTRIBUTE = SignalingProxy.class.getName() + ".model";

    /** The path of sessions. */
    static final String STREAM = "/v1/stream";

    private static final Logger log = LoggerFactory.getLogger(SignalingProxy.class);

    private final ProxyParts parts;
    private final Addresses addresses;
    private final WatchStream rooms;
    private final boolean unrelayedRooms;
    private final Function<? super ServerRequest, Mono<Caller>> authentication;
    private final SessionGate gate;
    private final SessionGate viewerGate;
    private final WebsocketServerSpec spec;
    private final Set<Relay> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    SignalingProxy(
            ProxyParts parts,
            Addresses addresses,
            WatchStream rooms,
            boolean unrelayedRooms,
            Function<? super ServerRequest, Mono<Caller>> authentication,
            SessionGate gate,
            SessionGate viewerGate) {
        this.parts = parts;
        this.addresses = addresses;
        this.rooms = rooms;
        this.unrelayedRooms = unrelayedRooms;
        this.authentication = authentication;
        this.gate = gate;
        this.viewerGate = viewerGate;
        // Pings are answered here, so that they count.
        this.spec = WebsocketServerSpec.builder()
                .maxFramePayloadLength(parts.limits().maxFrameBytes())
                .handlePing(true)
                .build();
    }

    /**
     * A proxy with a key.
     *
     * @param authentication who the caller is; empty for one that is not known. A refusal is told as the service does: an
     *     {@code error} and close code 1008, because browsers show a page nothing of a refused upgrade. A {@code
     *     ResponseStatusException} of 4xx refuses with its reason as the text; anything else, and an answer that is late, is told as
     *     a failure after which a client may come again (1013)
     */
    public static SignalingProxyBuilder builder(
            String apiKey, Function<? super ServerRequest, Mono<Caller>> authentication) {
        return new SignalingProxyBuilder(apiKey, authentication);
    }

    /** The three routes, to be served as they are or below a path of one's own. */
    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(STREAM, request -> answer(request, addresses::stream, gate))
                .GET("/subscribe/{sid}", request -> answer(request, addresses::viewer, viewerGate))
                .POST("/watch-stream/{room}", this::watch)
                .build();
    }

    /** What has happened so far. */
    public ProxyCounters counters() {
        ProxyParts.Tally tally = parts.tally();
        return new ProxyCounters(
                open.size(),
                tally.refused().sum(),
                tally.withheld().sum(),
                tally.malformed().sum(),
                tally.violations().sum(),
                tally.slowedDown().sum());
    }

    /**
     * Ends every connection with code 1001 and takes no more until {@link #resume()}; completes when the last is closed and
     * billed.
     */
    public Mono<Void> disposeLater() {
        return Mono.fromRunnable(() -> {
                    closing = true;
                    open.forEach(relay -> relay.end(CloseReason.goingAway()));
                })
                .thenMany(Flux.defer(() -> Flux.fromIterable(Set.copyOf(open))))
                .flatMap(Relay::done)
                .then();
    }

    /** Takes connections again, as a new one does. */
    public void resume() {
        closing = false;
    }

    private interface Route {
        ProxyRequest visit(ServerRequest request, Caller caller);
    }

    private Mono<ServerResponse> answer(ServerRequest request, Route route, SessionGate entrance) {
        if (!"websocket".equalsIgnoreCase(request.headers().firstHeader("Upgrade"))) {
            return ServerResponse.status(HttpStatus.UPGRADE_REQUIRED)
                    .header("Upgrade", "websocket")
                    .build();
        }
        if (closing) {
            return ServerResponse.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
        return authenticated(request)
                .flatMap(caller -> inTime(route.visit(request, caller), entrance))
                .onErrorResume(
                        Addresses.BadAddress.class,
                        e -> Mono.just(refused(CloseReason.forbidden(String.valueOf(e.getMessage())))))
                .onErrorResume(Unauthenticated.class, e -> {
                    log.warn("A caller could not be authenticated: {}", String.valueOf(e.getCause()));
                    return Mono.just(refused(e.closeReason()));
                })
                .onErrorResume(e -> {
                    log.error("A caller could not be served", e);
                    return Mono.just(refused(CloseReason.busy("The connection could not be opened")));
                })
                .defaultIfEmpty(refused(CloseReason.forbidden("Unauthorized")));
    }

    /** Errors with {@link Unauthenticated} when the application's authentication failed or refused; empty for nobody it knows. */
    private Mono<Caller> authenticated(ServerRequest request) {
        return CallersCode.hook(() -> authentication.apply(request))
                .timeout(parts.limits().authentication())
                .onErrorMap(Unauthenticated::new);
    }

    private Mono<ServerResponse> inTime(ProxyRequest visit, SessionGate entrance) {
        return parts.cooldown()
                .turn(visit.caller().name())
                .map(come -> come ? accepted(visit, entrance) : refused(CloseReason.refused("Rate limit exceeded")));
    }

    private Mono<ServerResponse> watch(ServerRequest request) {
        if (closing) {
            return ServerResponse.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
        String room = request.pathVariable("room");
        Optional<ProxySession> relayed = open.stream()
                .map(Relay::session)
                .filter(session -> session.isInRoom(room))
                .findFirst();
        relayed.flatMap(ProxySession::model)
                .ifPresent(model -> request.attributes().put(MODEL_ATTRIBUTE, model));
        return authenticated(request)
                .flatMap(caller -> parts.cooldown()
                        .turn(caller.name())
                        .flatMap(come -> come ? watch(caller, room, relayed.isPresent()) : tooMany()))
                .onErrorResume(Unauthenticated.class, e -> {
                    log.warn("A viewer could not be authenticated: {}", String.valueOf(e.getCause()));
                    return WatchStream.problem(
                            e.status(), parts.guard().clean(e.closeReason().reason()));
                })
                .onErrorResume(e -> {
                    log.error("A viewer could not be served", e);
                    return WatchStream.problem(HttpStatus.SERVICE_UNAVAILABLE, "The request could not be served");
                })
                .switchIfEmpty(Mono.defer(() -> WatchStream.problem(HttpStatus.UNAUTHORIZED, "Unauthorized")));
    }

    private Mono<ServerResponse> watch(Caller caller, String room, boolean relayed) {
        if (!relayed && !unrelayedRooms) {
            return WatchStream.problem(HttpStatus.NOT_FOUND, "Room not found");
        }
        // The viewer is the service's from here on: the gate counts those who ask.
        return viewerGate
                .enter(caller.name())
                .onErrorResume(GateException.class, e -> Flux.empty())
                .next()
                .flatMap(turn -> turn instanceof Turn.Admitted ? Mono.just(turn) : Mono.empty())
                .flatMap(turn -> rooms.enter(room))
                .switchIfEmpty(Mono.defer(SignalingProxy::tooMany));
    }

    private static Mono<ServerResponse> tooMany() {
        return WatchStream.problem(HttpStatus.TOO_MANY_REQUESTS, "Rate limit exceeded");
    }

    private ServerResponse accepted(ProxyRequest visit, SessionGate entrance) {
        return new Upgrade(spec, (in, out) -> {
            Relay relay = new Relay(visit, socket(in, out), anteroom(in), entrance, parts);
            open.add(relay);
            if (closing) {
                relay.end(CloseReason.goingAway());
            }
            // Not the server's to cancel: there is more to be closed than its connection.
            relay.start(() -> open.remove(relay));
            return relay.done();
        });
    }

    private ServerResponse refused(CloseReason ending) {
        String error = parts.guard().clean(ending.reason());
        return new Upgrade(spec, (in, out) -> {
            WebSocketSide client = socket(in, out);
            Mono<Void> words = client.write(Frame.of(new ServerMessage.ErrorMessage(error)))
                    .timeout(WebSocketSide.GOODBYE)
                    .onErrorComplete()
                    .then(client.close(ending.withReason(error)));
            return Mono.firstWithSignal(words, in.receiveFrames().then(Mono.never()));
        });
    }

    private Anteroom anteroom(WebsocketInbound in) {
        Anteroom[] made = new Anteroom[1];
        in.withConnection(connection -> {
            made[0] = new Anteroom(connection.channel(), parts.limits().maxEarlyBytes());
            connection.channel().pipeline().addFirst(made[0]);
        });
        return made[0];
    }

    private WebSocketSide socket(WebsocketInbound in, WebsocketOutbound out) {
        ProxyLimits limits = parts.limits();
        return new WebSocketSide(
                CloseReason.By.CLIENT, WebSocketConnection.of(in, out, limits.maxFrameBytes()), limits);
    }
}
