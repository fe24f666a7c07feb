package io.decart4j.proxy;

import io.decart4j.address.ApiKey;
import io.decart4j.address.BaseUrls;
import io.decart4j.address.UserAgent;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Collects the options of a {@link SignalingProxy}; not thread-safe. */
public final class SignalingProxyBuilder {

    private final String apiKey;
    private final Function<? super ServerRequest, Mono<Caller>> authentication;
    private @Nullable String realtimeBaseUrl;
    private boolean allowInsecure;
    private @Nullable MessageHook<ClientMessage> clientHook;
    private @Nullable MessageHook<ServerMessage> serverHook;
    private Function<? super Usage, Mono<Void>> billing = usage -> Mono.empty();
    private SessionGate gate = SessionGate.open();
    private SessionGate viewerGate = SessionGate.open();
    private ProxyLimits limits = ProxyLimits.DEFAULT;
    private Set<String> models = Set.of();
    private Set<String> parameters = Set.of();
    private boolean fastMode;
    private boolean unrelayedRooms;
    // Each session has a connection of its own for its whole life: a pool would only limit their number.
    private HttpClient httpClient = HttpClient.newConnection();

    SignalingProxyBuilder(String apiKey, Function<? super ServerRequest, Mono<Caller>> authentication) {
        this.apiKey = apiKey;
        this.authentication = Objects.requireNonNull(authentication, "authentication");
    }

    /** Where the service is; {@code wss://api.decart.ai} by default. */
    public SignalingProxyBuilder realtimeBaseUrl(String url) {
        this.realtimeBaseUrl = Objects.requireNonNull(url, "realtimeBaseUrl");
        return this;
    }

    /** Allows {@code ws:} to another host than this one: the key then travels in the clear. */
    public SignalingProxyBuilder allowInsecure(boolean allow) {
        this.allowInsecure = allow;
        return this;
    }

    /** What becomes of messages of clients; called again, this hook follows those before. */
    public SignalingProxyBuilder onClientMessage(MessageHook<ClientMessage> hook) {
        this.clientHook = clientHook == null ? hook : clientHook.then(hook);
        return this;
    }

    /** What becomes of messages of the service; called again, this hook follows those before. */
    public SignalingProxyBuilder onServerMessage(MessageHook<ServerMessage> hook) {
        this.serverHook = serverHook == null ? hook : serverHook.then(hook);
        return this;
    }

    /**
     * Who is told of generation time: one call at a time for each session, with cumulative seconds, of which a slow hook
     * gets the newest; the last call is made behind the session's end, whichever way it came.
     */
    public SignalingProxyBuilder onUsage(Function<? super Usage, Mono<Void>> hook) {
        this.billing = Objects.requireNonNull(hook, "billing");
        return this;
    }

    /** How many sessions may be open; always open by default. */
    public SignalingProxyBuilder gate(SessionGate entrance) {
        this.gate = Objects.requireNonNull(entrance, "gate");
        return this;
    }

    /** How many viewers may be there; always open by default. */
    public SignalingProxyBuilder viewerGate(SessionGate entrance) {
        this.viewerGate = Objects.requireNonNull(entrance, "viewerGate");
        return this;
    }

    /** What one connection may take. */
    public SignalingProxyBuilder limits(ProxyLimits ofConnection) {
        this.limits = Objects.requireNonNull(ofConnection, "limits");
        return this;
    }

    /** The only models that may be asked for; every one by default. */
    public SignalingProxyBuilder models(Set<String> names) {
        this.models = Set.copyOf(names);
        return this;
    }

    /**
     * Whether clients may have the service's fast mode ({@code speed=fast}), which costs twice as much; they may not by default. A
     * client that asks for it nevertheless goes on without it, and is counted ({@link ProxyCounters#slowedDown}).
     */
    public SignalingProxyBuilder fastMode(boolean allow) {
        this.fastMode = allow;
        return this;
    }

    /**
     * Whether viewers may come to rooms of sessions that this proxy does not relay, such as those of its other instances; by default
     * only to those that it relays now. The room's name is all that a subscribe token of a room says, and whoever has it may watch.
     */
    public SignalingProxyBuilder unrelayedRooms(boolean allow) {
        this.unrelayedRooms = allow;
        return this;
    }

    /**
     * Query parameters of clients that go on besides {@code model}, {@code resolution}, {@code livekit_early_room_info=true} and
     * {@code livekit_server_codec}; none by default.
     *
     * @throws InvalidOptionException for one that is the proxy's own to set, such as {@code api_key}
     */
    public SignalingProxyBuilder queryParameters(Set<String> names) {
        Addresses.checkParameters(names);
        this.parameters = Set.copyOf(names);
        return this;
    }

    /** The HTTP client for the service: event loops, proxies, resolvers. One that pools limits the number of sessions. */
    public SignalingProxyBuilder httpClient(HttpClient client) {
        this.httpClient = Objects.requireNonNull(client, "httpClient");
        return this;
    }

    /**
     * The proxy.
     *
     * @throws InvalidOptionException naming the option that cannot be used
     */
    public SignalingProxy build() {
        String key = ApiKey.of(apiKey, null).value();
        String userAgent = UserAgent.of(version(), "signaling-proxy", System.getProperty("java.version", "unknown"));
        HttpClient http = httpClient.headers(headers -> headers.set("User-Agent", userAgent));
        URI base = BaseUrls.realtime(realtimeBaseUrl, allowInsecure);
        KeyGuard guard = new KeyGuard(key);
        ProxyParts.Tally tally = new ProxyParts.Tally();
        ProxyParts parts = new ProxyParts(
                new Upstream(http, key, limits),
                guard,
                limits,
                clientHook == null ? (session, message) -> Mono.empty() : clientHook,
                serverHook == null ? (session, message) -> Mono.empty() : serverHook,
                billing,
                new Cooldown(limits.cooldown()),
                tally);
        Addresses addresses = new Addresses(base, userAgent, models, parameters, fastMode, tally.slowedDown());
        WatchStream rooms = new WatchStream(http, overHttp(base), key, guard, limits.upstream());
        return new SignalingProxy(parts, addresses, rooms, unrelayedRooms, authentication, gate, viewerGate);
    }

    /** Where official clients ask for a viewer's entry: the host of the sessions. */
    private static URI overHttp(URI realtime) {
        return URI.create(realtime.toString().replaceFirst("^ws", "http"));
    }

    private static String version() {
        String version = SignalingProxy.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
