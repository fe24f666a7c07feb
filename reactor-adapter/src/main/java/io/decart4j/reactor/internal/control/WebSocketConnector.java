package io.decart4j.reactor.internal.control;

import io.decart4j.error.ConnectionException;
import io.decart4j.message.SignalingCodec;
import io.decart4j.reactor.SessionTimeouts;
import io.decart4j.websocket.NetworkFailure;
import io.decart4j.websocket.RequestSecret;
import io.decart4j.websocket.UpgradeRefusedException;
import io.decart4j.websocket.WebSocketOpener;
import java.net.URI;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Opens control channels. */
public final class WebSocketConnector {

    private final WebSocketOpener opener;
    private final Function<String, URI> address;
    private final SessionTimeouts timeouts;

    /**
     * Opens channels to one place.
     *
     * @param address the whole URL for a key
     */
    public WebSocketConnector(Network network, Function<String, URI> address, SessionTimeouts timeouts) {
        this.opener = new WebSocketOpener(network.sockets(), SignalingCodec.MAX_FRAME_BYTES, null);
        this.address = address;
        this.timeouts = timeouts;
    }

    /** An open channel; {@link ConnectionException} when the socket cannot be opened or the upgrade is refused. */
    public Mono<ControlChannel> open(String apiKey) {
        return Mono.defer(() -> {
            KeyGuard guard = new KeyGuard(apiKey);
            URI shown = address.apply(RequestSecret.PLACEHOLDER);
            return opener.open(shown, RequestSecret.inUrl(address.apply(apiKey)))
                    .<ControlChannel>map(socket -> new NettyControlChannel(socket, timeouts, guard))
                    .onErrorMap(e -> !(e instanceof ConnectionException), WebSocketConnector::failure);
        });
    }

    private static ConnectionException failure(Throwable e) {
        return e instanceof UpgradeRefusedException refused
                ? ConnectionException.refused(refused.status())
                : ConnectionException.failed(
                        "WebSocket connection failed: " + NetworkFailure.words(e), NetworkFailure.withoutUrl(e));
    }
}
