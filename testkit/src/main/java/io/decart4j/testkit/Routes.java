package io.decart4j.testkit;

import io.decart4j.message.SignalingCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;

/** From a request's path to who answers it. */
final class Routes {

    /** What stands before the id of the session that a viewer asks for. */
    static final String SUBSCRIBE = "/subscribe/";

    /** Where the keys are that signed tokens are checked with. */
    static final String KEY_SET = "/api/auth/jwks";

    /** Of a request that is no upload. */
    private static final int LARGEST_BODY = 1 << 20;

    private static final WebsocketServerSpec WEBSOCKET = WebsocketServerSpec.builder()
            .maxFramePayloadLength(SignalingCodec.MAX_FRAME_BYTES)
            .build();

    private final StreamEndpoint endpoint;
    private final PlannedFaults connections;
    private final TokenRequests tokenRequests;
    private final AdminApi admin;
    private final Sessions sessions;
    private final ClientTokens tokens;
    private final SignedTokens signed;
    private final WatchRequests watch;
    private final FileRequests files;

    Routes(
            StreamEndpoint endpoint,
            PlannedFaults connections,
            TokenRequests tokenRequests,
            AdminApi admin,
            Sessions sessions,
            ClientTokens tokens,
            SignedTokens signed,
            WatchRequests watch,
            FileRequests files) {
        this.endpoint = endpoint;
        this.connections = connections;
        this.tokenRequests = tokenRequests;
        this.admin = admin;
        this.sessions = sessions;
        this.tokens = tokens;
        this.signed = signed;
        this.watch = watch;
        this.files = files;
    }

    Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        try {
            return handle(Query.of(request.uri()), request, response);
        } catch (BadRequest e) {
            return send(response, Reply.error(400, String.valueOf(e.getMessage())));
        }
    }

    private Publisher<Void> handle(Query query, HttpServerRequest request, HttpServerResponse response) {
        if (request.requestHeaders().containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
            return webSocket(query, request, response);
        }
        // A page on another port, or in a file, may call everything here.
        response.header(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        if (request.method().equals(HttpMethod.OPTIONS)) {
            return preflight(request, response);
        }
        if (query.path().equals(FileRequests.PATH) && request.method().equals(HttpMethod.POST)) {
            return files.upload(key(request), request).flatMap(reply -> send(response, reply));
        }
        return body(request)
                .map(body -> reply(query, request, body))
                .onErrorResume(BadRequest.class, e -> Mono.just(Reply.error(413, String.valueOf(e.getMessage()))))
                .flatMap(reply -> send(response, reply));
    }

    private Publisher<Void> webSocket(Query query, HttpServerRequest request, HttpServerResponse response) {
        boolean viewer = query.path().startsWith(SUBSCRIBE);
        if (!viewer && !query.path().equals("/v1/stream")) {
            return response.sendNotFound();
        }
        PlannedFaults.Refusal refusal = connections.nextRefusal();
        if (refusal == PlannedFaults.Refusal.UNAVAILABLE) {
            return response.status(503).send();
        } else if (refusal == PlannedFaults.Refusal.RESET) {
            request.withConnection(connection -> ControlSocket.reset(connection.channel()));
            return Mono.never();
        }
        String origin = request.requestHeaders().get(HttpHeaderNames.ORIGIN);
        return response.sendWebsocket(
                (in, out) ->
                        viewer ? endpoint.subscribe(query, origin, in, out) : endpoint.stream(query, origin, in, out),
                WEBSOCKET);
    }

    private Reply reply(Query query, HttpServerRequest request, byte[] body) {
        HttpMethod method = request.method();
        if (query.path().startsWith("/admin/")) {
            return admin.reply(method.equals(HttpMethod.POST), query, body);
        } else if (query.path().equals(KEY_SET) && method.equals(HttpMethod.GET)) {
            return Reply.ok(signed.keySet());
        }
        Function<String, Reply> keyed = keyed(method, query.path(), body);
        if (keyed == null) {
            return Reply.error(404, "There is no " + method + " " + query.path());
        }
        String key = key(request);
        return key == null ? Reply.missingKey() : keyed.apply(key);
    }

    /** What is answered to a key; null when there is nothing at the path. */
    private @Nullable Function<String, Reply> keyed(HttpMethod method, String path, byte[] body) {
        boolean post = method.equals(HttpMethod.POST);
        if (path.equals("/v1/client/tokens") && post) {
            return key -> tokenRequests.create(key, body);
        } else if (path.equals("/v1/realtime/quota") && !post) {
            return this::quota;
        } else if (path.startsWith(WatchRequests.PATH) && post) {
            return key -> watch.enter(key, path.substring(WatchRequests.PATH.length()));
        } else if (path.startsWith(FileRequests.PATH + "/") && !post) {
            String id = path.substring(FileRequests.PATH.length() + 1);
            return key -> files.one(key, id, method.equals(HttpMethod.DELETE));
        }
        return null;
    }

    private static @Nullable String key(HttpServerRequest request) {
        return request.requestHeaders().get("x-api-key");
    }

    private Reply quota(String key) {
        if (tokens.grantOf(key).isEmpty()) {
            return Reply.detail(401, "Invalid API key");
        }
        int active = sessions.taken();
        return Reply.ok(Map.of(
                "limit", sessions.limit(), "active", active, "remaining", Math.max(0, sessions.limit() - active)));
    }

    private static Mono<byte[]> body(HttpServerRequest request) {
        return request.receive()
                .asByteArray()
                .collect(ByteArrayOutputStream::new, (all, part) -> {
                    if (all.size() + part.length > LARGEST_BODY) {
                        throw new BadRequest("a body takes at most " + LARGEST_BODY + " bytes");
                    }
                    all.writeBytes(part);
                })
                .map(ByteArrayOutputStream::toByteArray);
    }

    private static Mono<Void> send(HttpServerResponse response, Reply reply) {
        if (reply.body() == null) {
            return response.status(reply.status()).send();
        }
        return response.status(reply.status())
                .header(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .sendByteArray(Mono.just(Json.bytes(reply.body())))
                .then();
    }

    private static Publisher<Void> preflight(HttpServerRequest request, HttpServerResponse response) {
        String headers = request.requestHeaders().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
        return response.status(204)
                .header(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE, OPTIONS")
                .header(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, headers == null ? "*" : headers)
                .header("Access-Control-Allow-Private-Network", "true")
                .send();
    }
}
