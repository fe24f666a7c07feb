package io.decart4j.studio;

import io.decart4j.error.CommandException;
import io.decart4j.error.DecartException;
import io.decart4j.input.ImageSource;
import io.decart4j.media.sink.Mjpeg;
import java.util.Map;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sessions that the server holds: commands by POST, events and figures as Server-Sent Events, pictures as Motion JPEG. */
@Configuration(proxyBeanMethods = false)
class SessionRoutes {

    private final HeldSessions sessions;
    private final Visitors visitors;

    SessionRoutes(HeldSessions sessions, Visitors visitors) {
        this.sessions = sessions;
        this.visitors = visitors;
    }

    /** What a page says of a prompt. */
    record Prompt(String prompt) {}

    @Bean
    RouterFunction<ServerResponse> heldSessionRoutes() {
        return RouterFunctions.route()
                .POST("/api/sessions", this::begin)
                .path(
                        "/api/sessions/{id}",
                        one -> one.GET("/events", with(this::events))
                                .GET("/before", with((held, request) -> pictures(held.before())))
                                .GET("/after", with((held, request) -> pictures(held.after())))
                                .POST("/prompt", with(this::prompt))
                                .POST("/image", with(this::image))
                                .POST(
                                        "/clear-image",
                                        with((held, request) ->
                                                done(held.session().setImage(ImageSource.clear()))))
                                .POST("/end", with((held, request) -> done(sessions.end(held)))))
                .onError(DecartException.class, (e, request) -> refused(e))
                .build();
    }

    private Mono<ServerResponse> begin(ServerRequest request) {
        return visitors.name(request)
                .zipWith(body(request, Prompt.class))
                .map(both -> sessions.begin(both.getT1(), both.getT2().prompt()))
                .flatMap(held -> ServerResponse.status(HttpStatus.CREATED).bodyValue(Map.of("id", held.id())));
    }

    private Mono<ServerResponse> events(HeldSession held, ServerRequest request) {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(BodyInserters.fromServerSentEvents(
                        held.follow(request.headers().firstHeader("Last-Event-ID"))));
    }

    private Mono<ServerResponse> prompt(HeldSession held, ServerRequest request) {
        return body(request, Prompt.class).flatMap(body -> done(held.session().setPrompt(body.prompt())));
    }

    private Mono<ServerResponse> image(HeldSession held, ServerRequest request) {
        return body(request, byte[].class).flatMap(bytes -> done(held.session().setImage(ImageSource.of(bytes))));
    }

    private static <T> Mono<T> body(ServerRequest request, Class<T> type) {
        return request.bodyToMono(type)
                .switchIfEmpty(
                        Mono.error(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "A body is needed")))
                .onErrorMap(DataBufferLimitException.class, e -> new ContentTooLargeException(e));
    }

    private static Mono<ServerResponse> done(Mono<Void> command) {
        return command.then(ServerResponse.noContent().build());
    }

    private static Mono<ServerResponse> pictures(Flux<byte[]> pieces) {
        return ServerResponse.ok()
                .header(HttpHeaders.CONTENT_TYPE, Mjpeg.CONTENT_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // A flush after each picture: it is shown when it is made, and not when a buffer is full.
                .body((response, context) -> response.writeAndFlushWith(pieces.map(
                        piece -> Mono.<DataBuffer>just(DefaultDataBufferFactory.sharedInstance.wrap(piece)))));
    }

    /** The service's own words, which the page shows: moderation, for example. */
    private static Mono<ServerResponse> refused(DecartException e) {
        HttpStatus status = HttpStatus.BAD_REQUEST;
        if (e instanceof CommandException command) {
            status = command.reason() == CommandException.Reason.REJECTED
                    ? HttpStatus.UNPROCESSABLE_CONTENT
                    : HttpStatus.CONFLICT;
        }
        return ServerResponse.status(status)
                .bodyValue(Map.of("code", e.code().name(), "message", String.valueOf(e.getMessage())));
    }

    /** Something that a visitor does with a session of his own. */
    private interface Handler {
        Mono<ServerResponse> handle(HeldSession held, ServerRequest request);
    }

    private HandlerFunction<ServerResponse> with(Handler handler) {
        Function<ServerRequest, Mono<HeldSession>> own =
                request -> visitors.name(request).flatMap(name -> sessions.find(name, request.pathVariable("id")));
        return request -> own.apply(request).flatMap(held -> handler.handle(held, request));
    }
}
