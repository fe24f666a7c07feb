package io.decart4j.proxy;

import io.decart4j.address.WatchStreamAddress;
import io.decart4j.token.SubscribeToken;
import io.decart4j.websocket.BoundedBody;
import io.decart4j.websocket.DefaultTls;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Asks the service for a viewer's entry to a room, with the platform's key. The entry is the viewer's own; the key is in none of it. */
final class WatchStream {

    private static final Logger log = LoggerFactory.getLogger(SignalingProxy.class);

    private static final JsonFactory JSON = new JsonFactory();

    private final HttpClient http;
    private final URI base;
    private final KeyGuard guard;
    private final Duration limit;

    /** @param base an http or https URL without a slash at its end */
    WatchStream(HttpClient http, URI base, String key, KeyGuard guard, Duration limit) {
        this.http = http.headers(
                headers -> headers.set("x-api-key", key).set("content-type", MediaType.APPLICATION_JSON_VALUE));
        this.base = base;
        this.guard = guard;
        this.limit = limit;
    }

    private record Answer(int status, String body) {}

    /** The service's answer for this room; what is wrong between the proxy and the service is no viewer's matter. */
    Mono<ServerResponse> enter(String room) {
        URI url = new WatchStreamAddress(base, new SubscribeToken.Room(room)).toUrl();
        return DefaultTls.before(http.post()
                        .uri(url)
                        .response((response, body) -> BoundedBody.of(
                                        body.asByteArray(),
                                        BoundedBody.LONGEST_JSON,
                                        () -> new IllegalStateException("too long"))
                                .map(bytes -> new Answer(
                                        response.status().code(), new String(bytes, StandardCharsets.UTF_8))))
                        .single())
                .timeout(limit)
                .flatMap(this::passedOn)
                .onErrorResume(e -> {
                    // Its words may have the URL in them, and with it the room.
                    log.warn(
                            "The service cannot be asked for a viewer: {}",
                            e.getClass().getSimpleName());
                    return problem(HttpStatus.BAD_GATEWAY, "The service cannot be reached");
                });
    }

    private Mono<ServerResponse> passedOn(Answer answer) {
        return switch (answer.status()) {
            case 200 ->
                ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .header("Cache-Control", "no-store")
                        .bodyValue(guard.clean(answer.body()));
            case 404 -> problem(HttpStatus.NOT_FOUND, "Room not found");
            case 429 -> problem(HttpStatus.TOO_MANY_REQUESTS, "Rate limit exceeded");
            default -> {
                log.warn("The service answers {} to a viewer's request", answer.status());
                yield problem(HttpStatus.BAD_GATEWAY, "The service refused");
            }
        };
    }

    /** In the service's own form. */
    static Mono<ServerResponse> problem(HttpStatus status, String error) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .bodyValue(json(error));
    }

    /** An application need not have a codec for JSON. */
    private static String json(String error) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty("error", error);
            out.writeEndObject();
        }
        return text.toString();
    }
}
