package io.decart4j.reactor;

import io.decart4j.address.ApiKey;
import io.decart4j.address.BaseUrls;
import io.decart4j.address.UserAgent;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.flow.BlockingClose;
import io.decart4j.flow.TimeLimits;
import io.decart4j.reactor.internal.control.HttpApi;
import io.decart4j.reactor.internal.control.Network;
import io.decart4j.tokens.ClientTokenVerifier;
import io.decart4j.webrtc.IceServer;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.WebRtcRuntime;
import io.decart4j.websocket.ConnectionGate;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * The way in: holds a key, the addresses and the native media runtime for any number of sessions. Thread-safe; make one
 * and keep it.
 *
 * <p>The native runtime starts with the first session and keeps the JVM from exiting until the client is closed.
 */
public final class DecartClient implements AutoCloseable {

    private final TokensClient tokens;
    private final FilesClient files;
    private final RealtimeClient realtime;
    private final SessionFactory sessions;
    private final WebRtcRuntime runtime;
    private final URI realtimeBase;
    private final BlockingClose close;

    private DecartClient(Builder from) {
        String key = ApiKey.of(from.apiKey, System.getenv(ApiKey.ENVIRONMENT_VARIABLE))
                .value();
        realtimeBase = BaseUrls.realtime(from.realtimeBaseUrl, from.allowInsecure);
        URI base = BaseUrls.http(from.baseUrl, from.allowInsecure);
        String userAgent = UserAgent.of(version(), from.integration, System.getProperty("java.version", "unknown"));
        // A redirect would take the key to a place that nobody has configured.
        UnaryOperator<HttpClient> ours =
                client -> client.followRedirect(false).headers(headers -> headers.set("User-Agent", userAgent));
        HttpClient given = from.httpClient == null ? HttpClient.newConnection() : from.httpClient;
        HttpClient http = ours.apply(given);
        HttpClient sockets = from.webSocketClient == null ? http : ours.apply(from.webSocketClient);
        List<IceServer> iceServers = from.iceServers != null ? from.iceServers : defaultIceServers(realtimeBase);
        runtime = WebRtcRuntime.create();
        sessions = new SessionFactory(new SessionFactory.Settings(
                key,
                realtimeBase,
                from.baseUrl == null ? BaseUrls.httpOf(realtimeBase) : base,
                userAgent,
                new Network(http, sockets, new ConnectionGate(from.openingsPerSecond)),
                new PeerOptions(iceServers, from.relayOnly),
                runtime,
                List.copyOf(from.instrumentations),
                from.withoutMedia));
        HttpApi api = new HttpApi(http, base, key, sessions::isClosed);
        tokens = new TokensClient(api, verifier(from, http));
        files = new FilesClient(api);
        realtime = new RealtimeClient(sessions, api);
        close = new BlockingClose("DecartClient", disposeLater(), from.shutdownTimeout);
    }

    private static ClientTokenVerifier verifier(Builder from, HttpClient http) {
        ClientTokenVerifier.Builder verifier =
                ClientTokenVerifier.builder().httpClient(http).allowInsecure(from.allowInsecure);
        return (from.platformUrl == null ? verifier : verifier.platformUrl(from.platformUrl)).build();
    }

    /** Options for a client. */
    public static Builder builder() {
        return new Builder();
    }

    /** Client tokens. */
    public TokensClient tokens() {
        return tokens;
    }

    /** Files that are used as reference images. */
    public FilesClient files() {
        return files;
    }

    /** Realtime sessions. */
    public RealtimeClient realtime() {
        return realtime;
    }

    /**
     * Disconnects every session, also those that nobody holds any more, and releases the native runtime; completes when nothing
     * is left. From then on sessions and calls of the service are refused at once.
     */
    public Mono<Void> disposeLater() {
        return sessions.close().then(runtime.disposeLater());
    }

    /**
     * Disconnects every session that has begun; completes when they are over. From then on sessions are refused at once, until
     * {@link #resume()}: for what stops and starts again, as the context of an application does.
     */
    public Mono<Void> suspend() {
        return sessions.suspend();
    }

    /** Sessions may begin again after {@link #suspend()}; not after {@link #disposeLater()}, which is for good. */
    public void resume() {
        sessions.resume();
    }

    /**
     * The same as {@link #disposeLater()}, waiting for it, at most for {@linkplain Builder#shutdownTimeout so long}. On a thread that
     * may not block, as in a callback of Reactor or of a socket, it begins, says once in the log that nobody waits, and returns.
     */
    @Override
    public void close() {
        close.close();
    }

    /** For leak checks. */
    WebRtcRuntime runtime() {
        return runtime;
    }

    @Override
    public String toString() {
        return "DecartClient[" + realtimeBase + "]";
    }

    private static String version() {
        String version = DecartClient.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    /** The official clients' default; a server on this machine needs none, and gets none. */
    private static List<IceServer> defaultIceServers(URI realtime) {
        return BaseUrls.isLoopback(realtime)
                ? List.of()
                : List.of(new IceServer(List.of("stun:stun.l.google.com:19302"), null, null));
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private @Nullable String apiKey;
        private @Nullable String baseUrl;
        private @Nullable String realtimeBaseUrl;
        private @Nullable String platformUrl;
        private @Nullable String integration;
        private @Nullable List<IceServer> iceServers;
        private boolean relayOnly;
        private boolean allowInsecure;
        private final List<SessionInstrumentation> instrumentations = new ArrayList<>();
        private boolean withoutMedia;
        private Duration shutdownTimeout = Duration.ofSeconds(30);
        private @Nullable HttpClient httpClient;
        private @Nullable HttpClient webSocketClient;
        private int openingsPerSecond = ConnectionGate.DEFAULT_PER_SECOND;

        private Builder() {}

        /** A permanent key or a client token; by default the environment variable {@code DECART_API_KEY}. */
        public Builder apiKey(String key) {
            this.apiKey = Objects.requireNonNull(key, "apiKey");
            return this;
        }

        /** Where client tokens are made; {@code https://api.decart.ai} by default. */
        public Builder baseUrl(String url) {
            this.baseUrl = Objects.requireNonNull(url, "baseUrl");
            return this;
        }

        /** Where sessions are opened; {@code wss://api.decart.ai} by default. */
        public Builder realtimeBaseUrl(String url) {
            this.realtimeBaseUrl = Objects.requireNonNull(url, "realtimeBaseUrl");
            return this;
        }

        /** Who signs the client tokens that {@link TokensClient#verify} takes; {@code https://platform.decart.ai} by default. */
        public Builder platformUrl(String url) {
            this.platformUrl = Objects.requireNonNull(url, "platformUrl");
            return this;
        }

        /** Allows {@code ws:} and {@code http:} to other hosts than this one: the key then travels in the clear. */
        public Builder allowInsecure(boolean allow) {
            this.allowInsecure = allow;
            return this;
        }

        /** Goes into the User-Agent: what this client is a part of. */
        public Builder integration(String name) {
            this.integration = Objects.requireNonNull(name, "integration");
            return this;
        }

        /**
         * STUN and TURN servers; by default the official clients' STUN server, and none for a server on this host. Over
         * {@link Transport#LIVEKIT} the room names its own, which are used unless there are none here.
         */
        public Builder iceServers(List<IceServer> servers) {
            this.iceServers = List.copyOf(Objects.requireNonNull(servers, "iceServers"));
            return this;
        }

        /** Whether media go through a TURN server only. */
        public Builder relayOnly(boolean relay) {
            this.relayOnly = relay;
            return this;
        }

        /**
         * The HTTP client to build on: proxy, trust store, resolver, metrics, event loops. Control sockets and those of rooms are
         * opened with it too, and each holds a connection of its pool for as long as it is open (Reactor Netty's own pool has 500 a
         * host), unless there is a {@link #webSocketClient}. Sockets are held to HTTP/1.1, and nothing with a key follows a redirect;
         * headers that the client adds do not reach a room's server.
         *
         * <p>Media never pass an HTTP proxy: they need a way out by UDP, by TCP, or to a TURN server.
         */
        public Builder httpClient(HttpClient client) {
            this.httpClient = Objects.requireNonNull(client, "httpClient");
            return this;
        }

        /**
         * The HTTP client to open control sockets and those of rooms with; by default that of {@link #httpClient}, and without that
         * one that has no pool. Best made with {@link HttpClient#newConnection()}: a pool would only limit the sessions.
         */
        public Builder webSocketClient(HttpClient client) {
            this.webSocketClient = Objects.requireNonNull(client, "webSocketClient");
            return this;
        }

        /**
         * How many connections to one server may begin in any second, 1 or more: 100 by default. Those of control sockets, of
         * viewers' requests and of rooms; the others wait in order, within the limits of {@link SessionTimeouts}. So a server that
         * was away is not met by all sessions at once.
         *
         * @throws InvalidOptionException for less than 1
         */
        public Builder openingsPerSecond(int openings) {
            if (openings < 1) {
                throw InvalidOptionException.of("openingsPerSecond", "takes 1 or more, not " + openings);
            }
            this.openingsPerSecond = openings;
            return this;
        }

        /**
         * Measures all sessions and viewers of the client; may be called several times, for several instrumentations. Those
         * for Micrometer are in {@code io.decart4j.reactor.micrometer}.
         */
        public Builder instrumentation(SessionInstrumentation instrumentation) {
            this.instrumentations.add(Objects.requireNonNull(instrumentation, "instrumentation"));
            return this;
        }

        /** How long {@link DecartClient#close()} waits for the end of all sessions; 30 s by default. */
        public Builder shutdownTimeout(Duration limit) {
            this.shutdownTimeout = TimeLimits.positive("shutdownTimeout", limit);
            return this;
        }

        /**
         * Sessions and viewers have no media: a session opens its control socket, tells the initial state as over {@link
         * Transport#DIRECT}, whichever transport its options name, and is connected when the server agrees. Commands, events, reconnects and limits are the real ones; no frame is sent or comes back, and the native
         * library is not loaded. For tests and measurements of what stands around the media: the service has nothing to make anything
         * of.
         */
        public Builder withoutMedia() {
            this.withoutMedia = true;
            return this;
        }

        /**
         * The client.
         *
         * @throws io.decart4j.error.InvalidOptionException naming the option that cannot be used
         */
        public DecartClient build() {
            return new DecartClient(this);
        }
    }
}
