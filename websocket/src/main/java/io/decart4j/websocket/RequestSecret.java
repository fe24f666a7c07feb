package io.decart4j.websocket;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import reactor.netty.Connection;

/**
 * What proves to a server who asks, put into a request at the last moment: Reactor Netty logs URLs and requests at debug level, so
 * what it is given has no secret. Takes requests of HTTP/1.1 only.
 */
public final class RequestSecret {

    /** Instead of the secret, in a URL that Reactor Netty is given. */
    public static final String PLACEHOLDER = "REDACTED";

    private static final String NAME = "decart4j.secret";
    private static final Set<String> OF_THE_PROTOCOL =
            Set.of("host", "connection", "upgrade", "content-length", "transfer-encoding");

    private interface Handlers {
        ChannelHandler make();
    }

    private final Handlers handlers;

    private RequestSecret(Handlers handlers) {
        this.handlers = handlers;
    }

    /**
     * On the request line, in the place of the one that the request was made with.
     *
     * @param whole the URL with the secret
     */
    public static RequestSecret inUrl(URI whole) {
        String line = whole.getRawPath() + (whole.getRawQuery() == null ? "" : "?" + whole.getRawQuery());
        return new RequestSecret(() -> new LastMomentRequest(request -> request.setUri(line)));
    }

    /**
     * A bearer token in a request that has no other headers but those of the protocol: what a caller's client adds to every request,
     * for example its own authorization, is meant for other servers than this one.
     *
     * @param userAgent what this client calls itself
     */
    public static RequestSecret bearer(String token, String userAgent) {
        return new RequestSecret(() -> new LastMomentRequest(request -> {
            HttpHeaders headers = request.headers();
            for (Map.Entry<String, String> header : headers.entries()) {
                String name = header.getKey().toLowerCase(Locale.ROOT);
                if (!OF_THE_PROTOCOL.contains(name) && !name.startsWith("sec-websocket-")) {
                    headers.remove(name);
                }
            }
            headers.set(HttpHeaderNames.USER_AGENT, userAgent).set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token);
        }));
    }

    /** Puts it into the next request of a connection; for {@code doOnConnected}. */
    public void onto(Connection connection) {
        connection.addHandlerLast(NAME, handlers.make());
    }

    @Override
    public String toString() {
        return "RequestSecret[***]";
    }
}
