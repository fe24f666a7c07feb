package io.decart4j.reactor.internal.control;

import io.decart4j.address.WatchStreamAddress;
import io.decart4j.error.ConnectionException;
import io.decart4j.error.DecartException;
import io.decart4j.error.ServerException;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import io.decart4j.websocket.BoundedBody;
import io.decart4j.websocket.DefaultTls;
import io.decart4j.websocket.NetworkFailure;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * A viewer's way to a room: one question over HTTP instead of a control socket. To an attempt it is a channel on which the
 * server says nothing but the room, so that it needs no other way for viewers.
 */
public final class WatchStream {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;

    private final HttpClient http;
    private final WatchStreamAddress address;

    public WatchStream(Network network, WatchStreamAddress address) {
        this.http = network.http();
        this.address = address;
    }

    /** A channel for a room that is there; a {@link DecartException} when it is not, or the key may not watch it. */
    public Mono<ControlChannel> open(String apiKey) {
        return ask(apiKey)
                .timeout(LIMIT, Phases.late("watch-stream", LIMIT))
                .onErrorMap(
                        e -> !(e instanceof DecartException),
                        e -> ConnectionException.failed(
                                "watch-stream failed: " + NetworkFailure.words(e), NetworkFailure.withoutUrl(e)));
    }

    private Mono<ControlChannel> ask(String apiKey) {
        // A single question: nothing would use the connection again.
        return DefaultTls.before(http.keepAlive(false)
                .headers(headers -> headers.set("x-api-key", apiKey).set("content-type", "application/json"))
                .post()
                .uri(address.toUrl().toString())
                .response((response, body) -> {
                    int status = response.status().code();
                    return status >= 200 && status <= 299
                            ? BoundedBody.of(body.asByteArray(), BoundedBody.LONGEST_JSON, WatchStream::tooLong)
                                    .map(SignalingCodec::readWatchStream)
                            : Mono.<ServerMessage.LivekitRoomInfo>error(refused(status));
                })
                .single()
                .map(Channel::new));
    }

    private static DecartException refused(int status) {
        return switch (status) {
            case 401, 403 -> ConnectionException.refused(status);
            // The words of the direct transport: there is no such session, or no more.
            case NOT_FOUND -> new ServerException("Invalid session: watch-stream answered HTTP " + status);
            default -> ConnectionException.failed("watch-stream answered HTTP " + status, null);
        };
    }

    private static ConnectionException tooLong() {
        return ConnectionException.failed(
                "watch-stream answered with more than " + BoundedBody.LONGEST_JSON + " bytes", null);
    }

    private record Channel(ServerMessage.LivekitRoomInfo room) implements ControlChannel {

        @Override
        public Flux<ServerMessage> messages() {
            return Flux.<ServerMessage>just(room).concatWith(Flux.never());
        }

        @Override
        public Mono<Void> send(ClientMessage message) {
            return Mono.error(() -> ConnectionException.failed("A viewer says nothing", null));
        }

        @Override
        public Mono<Void> close() {
            return Mono.empty();
        }
    }
}
