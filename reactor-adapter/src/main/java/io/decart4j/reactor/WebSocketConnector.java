package io.decart4j.reactor;

import io.decart4j.error.ConnectionException;
import io.decart4j.livekit.PendingChannel;
import io.decart4j.message.SignalingCodec;
import java.net.URI;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;

/** Opens control channels. */
final class WebSocketConnector {

    private static final WebsocketClientSpec SPEC = WebsocketClientSpec.builder()
            .maxFramePayloadLength(SignalingCodec.MAX_FRAME_BYTES)
            .build();

    private final HttpClient http;
    private final Function<String, URI> address;
    private final SessionTimeouts timeouts;

    /**
     * Opens channels to one place.
     *
     * @param address the whole URL for a key
     */
    WebSocketConnector(HttpClient http, Function<String, URI> address, SessionTimeouts timeouts) {
        this.http = http;
        this.address = address;
        this.timeouts = timeouts;
    }

    /** An open channel; {@link ConnectionException} when the socket cannot be opened or the upgrade is refused. */
    Mono<ControlChannel> open(String apiKey) {
        return Mono.defer(() -> {
            URI withKey = address.apply(apiKey);
            KeyGuard guard = new KeyGuard(apiKey);
            PendingChannel pending = new PendingChannel();
            UpgradeStatus status = new UpgradeStatus();
            return http.doOnConnected(connection -> {
                        pending.connected(connection.channel());
                        connection.addHandlerLast("decart4j.key", new KeyOnTheWire(withKey));
                        // By its name it comes before what collects the answer.
                        connection.addHandlerFirst(NettyPipeline.LEFT + "decart4j.status", status);
                    })
                    .websocket(SPEC)
                    .uri(address.apply(KeyOnTheWire.PLACEHOLDER))
                    .connect()
                    .<ControlChannel>map(connection -> new NettyControlChannel(connection, timeouts, guard))
                    .onErrorMap(e -> !(e instanceof ConnectionException), e -> failure(e, status))
                    .doOnCancel(pending::cancel);
        });
    }

    private static ConnectionException failure(Throwable e, UpgradeStatus status) {
        if (status.refused().isPresent()) {
            return ConnectionException.refused(status.refused().getAsInt());
        }
        return ConnectionException.failed("WebSocket connection failed", withoutUrl(e));
    }

    /** The same failure by type, with a message only where it cannot quote the URL and with it the key. */
    static Throwable withoutUrl(Throwable e) {
        String text = e.getMessage();
        String safe = text == null || text.contains("api_key") || text.contains("?") ? "" : ": " + text;
        return new java.io.IOException(e.getClass().getSimpleName() + safe);
    }
}
