package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.reactor.DecartClient;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.token.ClientToken;
import io.decart4j.token.TokenRequest;
import io.decart4j.tokens.ClientTokenVerifier;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Client tokens of one platform before a proxy to another service. */
class ClientTokenAuthenticationTest {

    private final LocalDecartServer platform = LocalDecartServer.start();
    private final ClientTokenVerifier verifier = verifier();
    private final DecartClient holder = DecartClient.builder()
            .apiKey(platform.apiKey())
            .baseUrl(platform.httpUrl())
            .realtimeBaseUrl(platform.realtimeUrl())
            .build();
    private final ClientToken token = mint(request -> request);

    /** So that what a house leaves over is its own: the platform has its threads by then, and no connection. */
    @BeforeEach
    void askForTheKeys() {
        for (int i = 0; i < 4; i++) {
            assertThat(verifier().verify(token.credential()).block(ProxyHouse.PATIENCE))
                    .isNotNull();
        }
        assertThat(verifier.verify(token.credential()).block(ProxyHouse.PATIENCE))
                .isNotNull();
    }

    private ClientTokenVerifier verifier() {
        return ClientTokenVerifier.builder()
                .platformUrl(platform.httpUrl())
                .httpClient(HttpClient.newConnection())
                .build();
    }

    @AfterEach
    void close() {
        holder.close();
        platform.close();
    }

    @Test
    void whoHasAClientTokenOfOursComesIn() {
        String organization = Objects.requireNonNull(
                holder.tokens().decode(token.credential()).organizationId());
        try (ProxyHouse house =
                        house(ClientTokenAuthentication.builder(verifier).organization(organization));
                RawClient client = open(house, token.credential(), "lucy-2.5")) {
            client.await(text -> text.contains("session_id"));
        }
    }

    @Test
    void byTheKeyThatHasMadeIt() {
        String key = Objects.requireNonNull(
                holder.tokens().decode(token.credential()).apiKeyId());
        try (ProxyHouse house =
                        house(ClientTokenAuthentication.builder(verifier).apiKeys(Set.of(key)));
                RawClient client = open(house, token.credential(), "lucy-2.5")) {
            client.await(text -> text.contains("session_id"));
        }
    }

    @Test
    void anotherCustomersTokenDoesNot() {
        assertRefused("Invalid API key", "org_of_others", token.credential(), "lucy-2.5", 1008);
    }

    @Test
    void neitherDoesAKeyThatOnlyTheServiceKnows() {
        assertRefused("Invalid API key", "org_local", token.apiKey(), "lucy-2.5", 1008);
        assertRefused("Invalid API key", "org_local", platform.apiKey(), "lucy-2.5", 1008);
    }

    @Test
    void whatTheTokenIsNotGoodForIsRefused() {
        ClientToken one = mint(request -> request.allowedModels("lucy-2.6"));
        assertRefused("Model not allowed: lucy-2.5", "org_local", one.credential(), "lucy-2.5", 1008);

        ClientToken page = mint(request -> request.allowedOrigins("https://example.com"));
        assertRefused("Origin not allowed", "org_local", page.credential(), "lucy-2.5", 1008);
    }

    /** They have the key in a header, and name a room and no model. */
    @Test
    void viewersOfRoomsComeInWithTheirTokenUnlessItIsForAModelThatIsNotKnown() {
        ClientToken limited = mint(request -> request.allowedModels("lucy-2.5"));
        try (ProxyHouse house = new ProxyHouse(
                LocalDecartServer.builder(),
                ClientTokenAuthentication.builder(verifier)
                        .organization("org_local")
                        .build(),
                proxy -> proxy.unrelayedRooms(true))) {
            assertThat(watch(house, token.credential())).isEqualTo(404); // the service's own answer
            assertThat(watch(house, limited.credential())).isEqualTo(403);
            assertThat(watch(house, "of nobody")).isEqualTo(401);
        }
    }

    private static int watch(ProxyHouse house, String key) {
        return Objects.requireNonNull(HttpClient.newConnection()
                .headers(headers -> headers.set("x-api-key", key))
                .post()
                .uri("http://127.0.0.1:" + house.port() + "/watch-stream/room")
                .responseSingle((response, body) -> Mono.just(response.status().code()))
                .block(ProxyHouse.PATIENCE));
    }

    @Test
    void whileThePlatformsKeysCannotBeHadAClientMayComeAgain() {
        ClientTokenVerifier late = verifier();
        platform.close();

        assertRefused("The caller could not be checked", late, "org_local", token.credential(), "lucy-2.5", 1013);
    }

    @Test
    void whoseTokensAreTakenHasToBeSaid() {
        assertThatThrownBy(() -> ClientTokenAuthentication.builder(verifier).build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageStartingWith("organization or apiKeys takes ");
    }

    private void assertRefused(String words, String organization, String key, String model, int code) {
        assertRefused(words, verifier, organization, key, model, code);
    }

    private static void assertRefused(
            String words, ClientTokenVerifier by, String organization, String key, String model, int code) {
        try (ProxyHouse house = house(ClientTokenAuthentication.builder(by).organization(organization));
                RawClient client = open(house, key, model)) {
            assertThat(client.closed().code()).isEqualTo(code);
            assertThat(client.heard).containsExactly("{\"type\":\"error\",\"error\":\"" + words + "\"}");
            assertThat(house.service.sessions()).isEmpty();
        }
    }

    private static ProxyHouse house(ClientTokenAuthentication.Builder authentication) {
        return new ProxyHouse(LocalDecartServer.builder(), authentication.build(), proxy -> proxy);
    }

    private static RawClient open(ProxyHouse house, String key, String model) {
        return RawClient.open(house.url() + "/v1/stream?api_key=" + key + "&model=" + model);
    }

    private ClientToken mint(UnaryOperator<TokenRequest.Builder> with) {
        return Objects.requireNonNull(holder.tokens()
                .create(with.apply(TokenRequest.builder()).build())
                .block(ProxyHouse.PATIENCE));
    }
}
