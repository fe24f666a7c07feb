package io.decart4j.websocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import java.net.URI;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import reactor.netty.tcp.SslProvider;

/** Opens connections, with a caller's HTTP client: its proxy, trust, resolver and event loops. */
public final class WebSocketOpener {

    /**
     * How much the system takes that it has not sent yet, where it can be told (epoll). It takes megabytes otherwise, which are
     * minutes on a slow way, and during them nobody can see that anything moves. A pool's constant by its name, because the class
     * that declares it may be missing.
     */
    private static final ChannelOption<Object> UNSENT =
            ChannelOption.valueOf("io.netty.channel.epoll.EpollChannelOption#TCP_NOTSENT_LOWAT");

    private static final Logger log = LoggerFactory.getLogger(WebSocketOpener.class);

    private static final long MOST_UNSENT = 128 * 1024;

    /** As it was given: what holds it to HTTP/1.1 may need files. */
    private final HttpClient given;

    private final int maxMessageBytes;
    private final @Nullable ConnectionGate gate;

    /**
     * An opener.
     *
     * @param http whatever versions of HTTP it may speak, and wherever it follows: sockets are opened with HTTP/1.1, and a secret
     *     follows no redirect
     * @param maxMessageBytes the largest message that is taken, of one frame or of many
     * @param gate that every opening passes, or null
     */
    public WebSocketOpener(HttpClient http, int maxMessageBytes, @Nullable ConnectionGate gate) {
        this.given = http;
        this.maxMessageBytes = maxMessageBytes;
        this.gate = gate;
    }

    /**
     * The same client for HTTP/1.1 only: a secret that is put into a request at the last moment is put into one of that version. Behind
     * {@link DefaultTls}, or on a thread that may block.
     */
    public static HttpClient http11(HttpClient http) {
        HttpClient held = http.protocol(HttpProtocol.HTTP11);
        SslProvider tls = held.configuration().sslProvider();
        // A caller's own TLS context would still agree on HTTP/2 with the server.
        return tls == null ? held : held.secure(SslProvider.addHandlerConfigurator(tls, WebSocketOpener::offerHttp11));
    }

    private static void offerHttp11(SslHandler handler) {
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        handler.engine().setSSLParameters(parameters);
    }

    /**
     * An open connection, on its event loop. {@link UpgradeRefusedException} when the server answers with an HTTP status; other
     * errors are Reactor Netty's and may quote the URL. Cancelling leaves no socket, at any moment.
     *
     * @param url {@code ws} or {@code wss}, without secrets: Reactor Netty logs it
     * @param secret goes with the request, or null
     */
    public Mono<WebSocketConnection> open(URI url, @Nullable RequestSecret secret) {
        return Mono.defer(() -> {
            PendingChannel pending = new PendingChannel();
            UpgradeStatus status = new UpgradeStatus();
            Mono<WebSocketConnection> opening = DefaultTls.before(Mono.defer(() -> client().doOnConnected(
                                    connection -> {
                                        pending.connected(connection.channel());
                                        boundUnsent(connection.channel());
                                        if (secret != null) {
                                            secret.onto(connection);
                                        }
                                        // By its name it comes before what collects the answer.
                                        connection.addHandlerFirst(NettyPipeline.LEFT + "decart4j.status", status);
                                    })
                            .websocket(WebsocketClientSpec.builder()
                                    .maxFramePayloadLength(maxMessageBytes)
                                    .build())
                            // As text: as a URI it would need a host that java.net.URI takes for one.
                            .uri(url.toString())
                            .connect()))
                    .map(connection -> WebSocketConnection.of(
                            (WebsocketInbound) connection.inbound(),
                            (WebsocketOutbound) connection.outbound(),
                            maxMessageBytes));
            return (gate == null ? opening : gate.pass(ConnectionGate.server(url), opening))
                    .onErrorMap(e -> status.refused().isPresent()
                            ? new UpgradeRefusedException(status.refused().getAsInt())
                            : e)
                    .doOnError(e -> pending.cancel())
                    // Outermost: a result that comes too late for anybody is known by this alone.
                    .doOnCancel(pending::cancel);
        });
    }

    private HttpClient client() {
        // Reactor Netty calls again by itself when a connection is reset: past the gate, and past the callers' policy.
        return http11(given).followRedirect(false).disableRetry(true);
    }

    /** Without it a slow way looks quick for megabytes. A channel that was given up meanwhile takes no options. */
    private static void boundUnsent(Channel channel) {
        try {
            channel.config().setOption(UNSENT, MOST_UNSENT);
        } catch (ChannelException e) {
            log.debug("{} takes no option any more", channel, e);
        }
    }
}
