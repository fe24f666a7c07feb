package io.decart4j.spring.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.reactor.DecartClient;
import io.decart4j.testkit.LocalDecartServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Tokens for callers, by a real token service. */
class ClientTokenRoutesTest {

    private static final RateLimit LIMIT = new RateLimit(2, Duration.ofMinutes(1), 10);

    private static LocalDecartServer server;
    private static DecartClient client;

    @BeforeAll
    static void open() {
        server = LocalDecartServer.start();
        client = client(server.apiKey());
    }

    @AfterAll
    static void close() {
        client.close();
        server.close();
    }

    private static DecartClient client(String key) {
        return DecartClient.builder()
                .apiKey(key)
                .baseUrl(server.httpUrl())
                .realtimeBaseUrl(server.realtimeUrl())
                .build();
    }

    private static Mono<Grant> byHeader(ServerRequest request) {
        return Mono.justOrEmpty(request.headers().firstHeader("user"))
                .map(user -> Grant.to(
                        user,
                        token -> token.allowedModels("lucy-2.1")
                                .allowedOrigins("https://example.com")
                                .expiresIn(Duration.ofMinutes(5))
                                .maxSessionDuration(Duration.ofMinutes(2))));
    }

    private static WebTestClient web(DecartClient decart, Function<ServerRequest, Mono<Grant>> authorize) {
        return WebTestClient.bindToRouterFunction(
                        ClientTokenRoutes.post(ClientTokenRoutes.DEFAULT_PATH, decart.tokens(), authorize, LIMIT))
                .build();
    }

    private static WebTestClient.ResponseSpec ask(WebTestClient web, String user) {
        return web.post().uri("/api/realtime-token").header("user", user).exchange();
    }

    @Test
    void aCallerThatMayGetsATokenForWhatItMay() {
        EntityExchangeResult<byte[]> answer = ask(web(client, ClientTokenRoutesTest::byHeader), "ann")
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody()
                .jsonPath("$.permissions.models[0]")
                .isEqualTo("lucy-2.1")
                .jsonPath("$.permissions.origins[0]")
                .isEqualTo("https://example.com")
                .jsonPath("$.constraints.realtime.maxSessionDuration")
                .isEqualTo(120)
                .jsonPath("$.apiKey")
                .value(String.class, key -> assertThat(key).startsWith("ek_"))
                .jsonPath("$.expiresAt")
                .value(
                        String.class,
                        at -> assertThat(Instant.parse(at))
                                .isBetween(
                                        Instant.now().plusSeconds(200),
                                        Instant.now().plusSeconds(301)))
                .returnResult();
        assertNoKey(answer);
    }

    @Test
    void whoIsNotKnownIsTold401() {
        EntityExchangeResult<byte[]> answer = problem(
                web(client, request -> Mono.empty())
                        .post()
                        .uri("/api/realtime-token")
                        .exchange(),
                HttpStatus.UNAUTHORIZED);
        assertNoKey(answer);
    }

    @Test
    void whoMayNotIsTold403InTheHooksWords() {
        problem(
                ask(
                        web(
                                client,
                                request -> Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN, "not you"))),
                        "ann"),
                HttpStatus.FORBIDDEN);
    }

    @Test
    void whoAsksTooOftenIsTold429AndWhenToComeBack() {
        WebTestClient web = web(client, ClientTokenRoutesTest::byHeader);
        ask(web, "ann").expectStatus().isOk();
        ask(web, "ann").expectStatus().isOk();
        WebTestClient.ResponseSpec refused = ask(web, "ann");
        refused.expectHeader().valueMatches("Retry-After", "[1-9]|[1-5][0-9]|60");
        problem(refused, HttpStatus.TOO_MANY_REQUESTS);
        ask(web, "bob").expectStatus().isOk();
    }

    @Test
    void aServiceThatGivesNoneIs502WithoutItsWords() {
        DecartClient wrong = client("dct_wrong_key");
        try {
            EntityExchangeResult<byte[]> answer =
                    problem(ask(web(wrong, ClientTokenRoutesTest::byHeader), "ann"), HttpStatus.BAD_GATEWAY);
            assertThat(text(answer)).doesNotContain("dct_wrong_key").doesNotContain("Invalid API key");
        } finally {
            wrong.close();
        }
    }

    @Test
    void aServiceThatIsNotThereIs502() {
        DecartClient lost = DecartClient.builder()
                .apiKey("dct_lost")
                .baseUrl("http://127.0.0.1:1")
                .build();
        try {
            assertThat(text(problem(ask(web(lost, ClientTokenRoutesTest::byHeader), "ann"), HttpStatus.BAD_GATEWAY)))
                    .doesNotContain("dct_lost");
        } finally {
            lost.close();
        }
    }

    @Test
    void aHookThatFailsIs500WithoutItsWords() {
        EntityExchangeResult<byte[]> answer = problem(
                ask(
                        web(client, request -> {
                            throw new IllegalStateException("secret of the hook");
                        }),
                        "ann"),
                HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(text(answer)).doesNotContain("secret of the hook");
    }

    @Test
    void aHookThatThrowsAnErrorIsTheSame() {
        EntityExchangeResult<byte[]> answer = problem(
                ask(
                        web(client, request -> {
                            throw new NoClassDefFoundError("secret of the hook");
                        }),
                        "ann"),
                HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(text(answer)).doesNotContain("secret of the hook");
    }

    private static EntityExchangeResult<byte[]> problem(WebTestClient.ResponseSpec response, HttpStatus status) {
        return response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(status.value())
                .jsonPath("$.detail")
                .isNotEmpty()
                .returnResult();
    }

    private static void assertNoKey(EntityExchangeResult<byte[]> answer) {
        assertThat(text(answer)).doesNotContain(server.apiKey());
        assertThat(answer.getResponseHeaders().toString()).doesNotContain(server.apiKey());
    }

    private static String text(EntityExchangeResult<byte[]> answer) {
        return new String(Objects.requireNonNull(answer.getResponseBody()), StandardCharsets.UTF_8);
    }
}
