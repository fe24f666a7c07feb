package io.decart4j.testkit;

import io.decart4j.flow.BlockingClose;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * A server on 127.0.0.1 that speaks what Decart's speaks: client tokens over HTTP, the control WebSocket, WebRTC video
 * both ways, directly or through the rooms of a LiveKit server, ticks, moderation, credits. Its stand-in for a model shows the prompt in the pixels: {@code noir} takes
 * the colour away, {@code invert} inverts, {@code tint #rrggbb} tints, any other prompt tints by its hash, and so does
 * a reference image by its mean colour. Prompts that contain {@code forbidden} are rejected. Faults are scripted with
 * {@link #faults()} or over HTTP under {@code /admin/}.
 *
 * <p>Nothing outside the machine is contacted. All methods may be called by any thread.
 */
public final class LocalDecartServer implements AutoCloseable {

    private static final Duration ORDERLY_END = Duration.ofSeconds(2);

    /** A signed token names up to twenty origins, and a WebSocket has it in its address. */
    private static final int LONGEST_LINE = 64 * 1024;

    private final String apiKey;
    private final Sessions sessions;
    private final Faults faults;
    private final WebRtcRuntime runtime;
    private final boolean ownRuntime;
    private final LoopResources loops;
    private final DisposableServer server;
    private final Mono<Void> dispose;
    private final BlockingClose close;

    LocalDecartServer(LocalServerBuilder settings) {
        apiKey = settings.apiKey;
        runtime = settings.runtime == null ? WebRtcRuntime.create() : settings.runtime;
        ownRuntime = settings.runtime == null;
        sessions = new Sessions(settings.concurrencyLimit);
        LastingFaults script = new LastingFaults();
        UploadedFiles files = new UploadedFiles(settings.clock);
        PlannedFaults connections = new PlannedFaults();
        ServerParts parts = new ServerParts(
                runtime,
                script,
                connections,
                files,
                settings.livekit,
                settings.relay,
                new LogRedaction(apiKey),
                settings.dropBeforeInitialState,
                settings.answerUnknownMessages,
                settings.tickInterval,
                settings.secondOfSessions,
                settings.patience);
        faults = new Faults(sessions::connections, () -> scripts(script), connections);
        SignedTokens signed = new SignedTokens(this::httpUrl, settings.concurrencyLimit, settings.serviceTier);
        ClientTokens tokens = new ClientTokens(apiKey, settings.clock, signed);
        StreamEndpoint endpoint = new StreamEndpoint(
                new Admission(tokens), sessions, parts, settings.queueLength, settings.queueInterval);
        AdminApi admin = new AdminApi(sessions, faults, parts.elision());
        Routes routes = new Routes(
                endpoint,
                connections,
                new TokenRequests(tokens),
                admin,
                sessions,
                tokens,
                signed,
                new WatchRequests(tokens, sessions, settings.livekit),
                new FileRequests(tokens, files));
        loops = LoopResources.create("local-decart", 1, 2, true);
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(settings.port)
                .httpRequestDecoder(
                        lines -> lines.maxInitialLineLength(LONGEST_LINE).maxHeaderSize(LONGEST_LINE))
                .runOn(loops)
                .doOnChannelInit((observer, channel, address) -> RequestPatience.with(channel, settings.patience))
                .handle(routes::handle)
                .bindNow();
        dispose = Mono.defer(this::disposeOnce).cache();
        close = new BlockingClose("LocalDecartServer", dispose, Duration.ofSeconds(30));
    }

    /**
     * A running server on a free port with the key {@code dct_test}. Blocks until it listens. It has no rooms: a client
     * connects with the transport {@code DIRECT}.
     *
     * @throws RuntimeException when the port cannot be bound
     */
    public static LocalDecartServer start() {
        return builder().start();
    }

    /** Settings first. */
    public static LocalServerBuilder builder() {
        return new LocalServerBuilder();
    }

    /** Base URL of the HTTP API, without a slash at the end. */
    public String httpUrl() {
        return "http://127.0.0.1:" + port();
    }

    /** Base URL of the control WebSocket, without a path. */
    public String realtimeUrl() {
        return "ws://127.0.0.1:" + port();
    }

    /** The TCP port. */
    public int port() {
        return server.port();
    }

    /**
     * Where the public keys are with which the {@code token} of a new client token is checked, as a JWK set. Its {@code iss}
     * and its {@code aud} are {@link #httpUrl()}.
     */
    public String jwksUrl() {
        return httpUrl() + Routes.KEY_SET;
    }

    /** The permanent key. */
    public String apiKey() {
        return apiKey;
    }

    /** Faults of all sessions and viewers, and of coming connections. */
    public Faults faults() {
        return faults;
    }

    /** The sessions that are live now, the oldest first; who watches one is in its {@link LocalSession#viewers()}. */
    public List<LocalSession> sessions() {
        return sessions.live();
    }

    /** Sessions that open from now on, on their event loop. Subscribe before the client connects. */
    public Flux<LocalSession> newSessions() {
        return sessions.opened();
    }

    /** Ends all sessions and gives everything back: sockets, peer connections, frames, threads. Cached. */
    public Mono<Void> disposeLater() {
        return dispose;
    }

    /** Completes when the server is disposed. */
    Mono<Void> onDispose() {
        return server.onDispose();
    }

    /** Waits for {@link #disposeLater()}, at most 30 s; on a thread that may not block it begins and returns. */
    @Override
    public void close() {
        close.close();
    }

    private Mono<Void> disposeOnce() {
        return Mono.<Void>fromRunnable(server::dispose)
                .then(server.onDispose())
                .then(Mono.defer(this::endSessions))
                .then(ownRuntime ? runtime.disposeLater() : Mono.empty())
                .then(loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)))
                .doOnTerminate(sessions::complete);
    }

    private Mono<Void> endSessions() {
        List<ClientConnection> live = sessions.connections();
        live.forEach(client -> {
            client.socket().execute(client::recover);
            client.end("disconnect", 1001, "server shutdown");
        });
        Mono<Void> ended = Mono.when(live.stream().map(ClientConnection::closed).toList());
        // A client that does not read never takes the close frame.
        return ended.timeout(ORDERLY_END, Mono.defer(() -> {
            live.forEach(client -> client.socket().reset());
            return ended;
        }));
    }

    private List<LastingFaults> scripts(LastingFaults own) {
        List<LastingFaults> all = new ArrayList<>();
        all.add(own);
        sessions.connections().forEach(client -> all.add(client.script()));
        return all;
    }
}
