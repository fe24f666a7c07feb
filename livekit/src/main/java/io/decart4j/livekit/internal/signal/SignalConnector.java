package io.decart4j.livekit.internal.signal;

import io.decart4j.livekit.LiveKitException;
import io.decart4j.websocket.ConnectionGate;
import io.decart4j.websocket.NetworkFailure;
import io.decart4j.websocket.RequestSecret;
import io.decart4j.websocket.SecretFilter;
import io.decart4j.websocket.UpgradeRefusedException;
import io.decart4j.websocket.WebSocketOpener;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Opens signal sockets. The token goes into a header, and so into no URL that anything logs. */
public final class SignalConnector {

    /** Protocol 15: leave actions, fast start, answers to every request; not yet moving between rooms. */
    private static final String PARAMETERS = "?protocol=15&sdk=cpp&version=0.1.0";

    private static final Duration ASK_WHY = Duration.ofSeconds(3);
    private static final int LONGEST_BODY = 300;
    private static final String FULL = "the room may be full (max_participants; hidden participants count)";

    /** Where a caller names none: for all rooms of the process together. */
    private static final ConnectionGate OF_THE_PROCESS = new ConnectionGate(ConnectionGate.DEFAULT_PER_SECOND);

    private static final String USER_AGENT = "decart4j-livekit";

    private final HttpClient http;
    private final WebSocketOpener opener;
    private final ConnectionGate gate;
    private final String server;
    private final String base;
    private final String parameters;

    /**
     * Opens sockets to the server of a room.
     *
     * @param everything whether every track is wanted; otherwise those that are asked for
     * @param own the caller's client, or null
     * @param shared the caller's gate, or null for that of the process
     */
    public SignalConnector(URI url, boolean everything, @Nullable HttpClient own, @Nullable ConnectionGate shared) {
        this.http = own == null ? ownClient() : own;
        this.gate = shared == null ? OF_THE_PROCESS : shared;
        this.opener = new WebSocketOpener(http, SignalSocket.MAX_MESSAGE_BYTES, gate);
        this.server = ConnectionGate.server(url);
        String path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
        boolean secure =
                url.getScheme().equalsIgnoreCase("wss") || url.getScheme().equalsIgnoreCase("https");
        this.base = (secure ? "s" : "") + "://" + url.getRawAuthority() + path + "/rtc";
        this.parameters = PARAMETERS + "&auto_subscribe=" + (everything ? 1 : 0);
    }

    /** A pool would keep nothing here, and end at 500 rooms of one server. */
    private static HttpClient ownClient() {
        return HttpClient.newConnection().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000);
    }

    /**
     * An open socket, or a {@link LiveKitException}.
     *
     * @param resumed own participant id of the session to go on with, or null to join
     * @param reason LiveKit's number for why it is resumed
     */
    public Mono<SignalSocket> open(String token, @Nullable String resumed, int reason) {
        String query = resumed == null
                ? parameters
                : parameters + "&reconnect=1&sid=" + resumed + "&reconnect_reason=" + reason;
        RequestSecret proof = RequestSecret.bearer(token, USER_AGENT);
        return opener.open(URI.create("ws" + base + query), proof)
                .map(SignalSocket::new)
                .onErrorResume(e -> failure(e, token, query));
    }

    private Mono<SignalSocket> failure(Throwable e, String token, String query) {
        return e instanceof UpgradeRefusedException refused
                ? why(token, query)
                        .flatMap(answer -> Mono.error(refused(refused.status(), reason(refused.status(), answer))))
                : Mono.error(new LiveKitException.Unreachable("No signal connection: " + NetworkFailure.words(e), e));
    }

    /** A refused upgrade has lost its body; the same question without upgrade is answered with it. */
    private Mono<String> why(String token, String query) {
        // A single question: nothing would use the connection again.
        Mono<String> answer = WebSocketOpener.http11(http)
                .followRedirect(false)
                .doOnConnected(RequestSecret.bearer(token, USER_AGENT)::onto)
                .keepAlive(false)
                .get()
                .uri("http" + base + "/validate" + query)
                .response((response, body) -> body.asString().take(4))
                .collect(Collectors.joining());
        return gate.pass(server, answer)
                .timeout(ASK_WHY)
                .onErrorReturn("")
                // Servers quote a token that they do not like.
                .map(text -> new SecretFilter(token).clean(text).strip())
                .map(text -> text.length() > LONGEST_BODY ? text.substring(0, LONGEST_BODY) : text);
    }

    /** A question that succeeds where the upgrade does not has no reason in its answer; a full room is refused so. */
    private static String reason(int status, String answer) {
        return status >= 500 && answer.equals("success") ? FULL : answer;
    }

    private static LiveKitException refused(int status, String body) {
        return switch (status) {
            case 401, 403 -> new LiveKitException.NotAllowed(status, body);
            case 404 -> new LiveKitException.RoomNotFound(body);
            default -> new LiveKitException.Refused(status, body);
        };
    }
}
