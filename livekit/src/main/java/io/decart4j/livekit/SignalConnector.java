package io.decart4j.livekit;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;

/** Opens signal sockets. The token goes into a header, and so into no URL that anything logs. */
final class SignalConnector {

    /** Protocol 15: leave actions, fast start, answers to every request; not yet moving between rooms. */
    private static final String PARAMETERS = "?protocol=15&sdk=cpp&version=0.1.0";

    private static final WebsocketClientSpec SPEC = WebsocketClientSpec.builder()
            .maxFramePayloadLength(SignalSocket.MAX_MESSAGE_BYTES)
            .build();
    private static final Duration ASK_WHY = Duration.ofSeconds(3);
    private static final int LONGEST_BODY = 300;
    private static final String FULL = "the room may be full (max_participants; hidden participants count)";

    private final HttpClient http;
    private final String base;
    private final String parameters;

    /** Opens sockets to {@code server}, as a subscriber of everything or only of what it asks for. */
    SignalConnector(URI server, boolean autoSubscribe) {
        // A pool would keep nothing here, and end at 500 rooms of one server.
        this.http = HttpClient.newConnection().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000);
        String path = server.getRawPath() == null ? "" : server.getRawPath().replaceAll("/+$", "");
        boolean secure =
                server.getScheme().equalsIgnoreCase("wss") || server.getScheme().equalsIgnoreCase("https");
        this.base = (secure ? "s" : "") + "://" + server.getRawAuthority() + path + "/rtc";
        this.parameters = PARAMETERS + "&auto_subscribe=" + (autoSubscribe ? 1 : 0);
    }

    /**
     * An open socket, or a {@link LiveKitException}.
     *
     * @param resumed own participant id of the session to go on with, or null to join
     * @param reason LiveKit's number for why it is resumed
     */
    Mono<SignalSocket> open(String token, @Nullable String resumed, int reason) {
        String query = resumed == null
                ? parameters
                : parameters + "&reconnect=1&sid=" + resumed + "&reconnect_reason=" + reason;
        return Mono.defer(() -> {
            PendingChannel pending = new PendingChannel();
            return authorized(token)
                    .doOnConnected(connection -> pending.connected(connection.channel()))
                    .websocket(SPEC)
                    .uri("ws" + base + query)
                    .connect()
                    .map(SignalSocket::new)
                    .onErrorResume(e -> failure(e, token, query))
                    .doOnCancel(pending::cancel);
        });
    }

    private HttpClient authorized(String token) {
        return http.headers(headers -> headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token));
    }

    private Mono<SignalSocket> failure(Throwable e, String token, String query) {
        if (e instanceof WebSocketClientHandshakeException refused
                && refused.response() != null
                && refused.response().status().code() >= 300) {
            int status = refused.response().status().code();
            return why(token, query).flatMap(answer -> Mono.error(refused(status, reason(status, answer))));
        }
        return Mono.error(new LiveKitException.Unreachable(
                "No signal connection: " + e.getClass().getSimpleName(), e));
    }

    /** A refused upgrade has lost its body; the same question without upgrade is answered with it. */
    private Mono<String> why(String token, String query) {
        // A single question: nothing would use the connection again.
        return authorized(token)
                .keepAlive(false)
                .get()
                .uri("http" + base + "/validate" + query)
                .response((response, body) -> body.asString().take(4))
                .collect(Collectors.joining())
                .timeout(ASK_WHY)
                .onErrorReturn("")
                // Servers quote a token that they do not like.
                .map(text -> text.replace(token, "***").strip())
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
