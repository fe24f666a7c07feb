package io.decart4j.reactor;

import static io.netty.buffer.Unpooled.copiedBuffer;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.ErrorCode;
import io.decart4j.error.PhaseTimeoutException;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** A server that does not upgrade as it should: the connect fails with a typed error, nothing is left (C30). */
@SuppressWarnings("FutureReturnValueIgnored") // a close that is only meant to happen
class HostileUpgradeTest {

    private static final String SWITCHING = String.join(
            "\r\n",
            "HTTP/1.1 101 Switching Protocols",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "");

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 429, 500, 503})
    void aStatusInsteadOfAnUpgradeIsTold(int status) {
        try (HostileServer hostile = HostileServer.http((request, response) ->
                response.status(status).sendString(Mono.just("no".repeat(1000))).then())) {
            assertThat(hostile.failure()).isInstanceOfSatisfying(ConnectionException.class, e -> {
                assertThat(e.httpStatus()).hasValue(status);
                assertThat(e.code())
                        .isEqualTo(
                                status == 401 || status == 403
                                        ? ErrorCode.INVALID_API_KEY
                                        : ErrorCode.WEBRTC_WEBSOCKET_ERROR);
            });
        }
    }

    /** An error page is longer than what Reactor Netty collects. */
    @ParameterizedTest
    @ValueSource(ints = {401, 403, 503})
    void aStatusWithALongPageIsToldAllTheSameAndARefusedKeyIsNotTriedAgain(int status) {
        AtomicInteger asked = new AtomicInteger();
        try (HostileServer hostile = HostileServer.http((request, response) -> {
            asked.incrementAndGet();
            return response.status(status)
                    .sendString(Mono.just("no".repeat(10_000)))
                    .then();
        })) {
            boolean key = status != 503;
            assertThat(hostile.failure(HostileServer.options()
                            .reconnect(ReconnectPolicy.builder()
                                    .retries(2)
                                    .firstDelay(Duration.ofMillis(10))
                                    .longestDelay(Duration.ofMillis(10))
                                    .jitter(0)
                                    .build())))
                    .isInstanceOfSatisfying(ConnectionException.class, e -> {
                        assertThat(e.httpStatus()).hasValue(status);
                        assertThat(e.code() == ErrorCode.INVALID_API_KEY).isEqualTo(key);
                    });
            assertThat(asked).hasValue(key ? 1 : 3);
        }
    }

    @Test
    void aPageInsteadOfAnUpgradeIsNoConnection() {
        try (HostileServer hostile = HostileServer.http(
                (request, response) -> response.sendString(Mono.just("<html>")).then())) {
            assertThat(hostile.failure()).isInstanceOf(ConnectionException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aRedirectIsNotFollowedSoTheKeyGoesNowhereElse(int status) {
        try (Doorman elsewhere = new Doorman();
                HostileServer hostile = HostileServer.http((request, response) -> response.status(status)
                        .header(HttpHeaderNames.LOCATION, "http://127.0.0.1:" + elsewhere.port() + "/v1/stream?a=b")
                        .send());
                DecartClient following = DecartClient.builder()
                        .apiKey("dct_s3cret")
                        .baseUrl("http://127.0.0.1:" + hostile.server.port())
                        .realtimeBaseUrl("ws://127.0.0.1:" + hostile.server.port())
                        .httpClient(HttpClient.create().followRedirect(true))
                        .build()) {
            assertThat(hostile.failure())
                    .isInstanceOfSatisfying(
                            ConnectionException.class,
                            e -> assertThat(e.httpStatus()).hasValue(status));
            following
                    .realtime()
                    .connect(HostileServer.options().build())
                    .onErrorComplete()
                    .block(Studio.PATIENCE);
            following.tokens().create().onErrorComplete().block(Studio.PATIENCE);
            assertThat(elsewhere.seen()).isEmpty();
        }
    }

    @Test
    void tlsToAPortThatDoesNotSpeakItFails() {
        try (HostileServer hostile = HostileServer.bytes(
                "wss", channel -> Mono.just(copiedBuffer("HTTP/1.1 400 Bad Request\r\n\r\n", US_ASCII)))) {
            assertThat(hostile.failure()).isInstanceOf(ConnectionException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\0\1\2\3\r\n\r\n", "SSH-2.0-OpenSSH_9.6\r\n", "HTTP/1.1 xxx\r\n\r\n", "HTTP/9.9 101 ok\r\n\r\n"
            })
    void whatIsNoHttpIsNoConnection(String said) {
        try (HostileServer hostile = HostileServer.bytes(
                "ws",
                channel -> Flux.just(copiedBuffer(said + " ".repeat(100) + "\r\n\r\n", US_ASCII))
                        .doOnComplete(() ->
                                channel.eventLoop().schedule(() -> channel.close(), 50, TimeUnit.MILLISECONDS)))) {
            assertThat(hostile.failure()).isInstanceOf(ConnectionException.class);
        }
    }

    @Test
    void headersWithoutEndAreNotCollected() {
        try (HostileServer hostile = HostileServer.bytes(
                "ws",
                channel -> Flux.range(0, 1_000_000)
                        .map(i -> copiedBuffer(
                                i == 0 ? SWITCHING : "X-" + i + ": " + "y".repeat(1000) + "\r\n", US_ASCII))
                        .takeWhile(any -> channel.isActive()))) {
            assertThat(hostile.failure()).isInstanceOf(ConnectionException.class);
        }
    }

    @Test
    void anUpgradeThatDoesNotProveTheKeyIsNone() {
        try (HostileServer hostile =
                HostileServer.bytes("ws", channel -> Mono.just(copiedBuffer(SWITCHING + "\r\n", US_ASCII)))) {
            assertThat(hostile.failure()).isInstanceOf(ConnectionException.class);
        }
    }

    @Test
    void noAnswerAtAllEndsAtTheLimit() {
        try (HostileServer hostile = HostileServer.bytes("ws", channel -> Flux.never())) {
            assertThat(hostile.failure(HostileServer.options()
                            .timeouts(SessionTimeouts.builder()
                                    .webSocket(Duration.ofMillis(300))
                                    .build())))
                    .isInstanceOf(PhaseTimeoutException.class);
        }
    }

    @Test
    void compressionIsNotAskedForSoNoFrameCanExpand() {
        AtomicReference<String> asked = new AtomicReference<>();
        try (HostileServer hostile = HostileServer.http((request, response) -> {
            asked.set(String.valueOf(request.requestHeaders().get("Sec-WebSocket-Extensions")));
            return response.status(400).send();
        })) {
            hostile.failure();
            assertThat(asked).hasValue("null");
        }
    }
}
