package io.decart4j.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.TokenVerifyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTokenClaimsTest {

    @Test
    void everythingThatATokenSays() {
        ClientTokenClaims claims = decode("""
                {"sub":"u","exp":1900000000.5,"organizationId":"org","parent_api_key_id":"key","jti":"id",
                "api_key_name":"backend","service_tier":"2","models":["a"],"origins":["https://b"],
                "constraints":{"realtime":{"maxSessionDuration":120}},"realtimeConcurrentSessionLimit":5,
                "zeroDataRetention":true,"attribution":{"team":"blue"},"note":null}""");

        assertThat(claims.userId()).isEqualTo("u");
        assertThat(claims.organizationId()).isEqualTo("org");
        assertThat(claims.apiKeyId()).isEqualTo("key");
        assertThat(claims.apiKeyName()).isEqualTo("backend");
        assertThat(claims.tokenId()).isEqualTo("id");
        assertThat(claims.serviceTier()).isEqualTo(2);
        assertThat(claims.allowedModels()).isEqualTo(List.of("a"));
        assertThat(claims.allowedOrigins()).isEqualTo(List.of("https://b"));
        assertThat(claims.maxSessionDuration()).isEqualTo(Duration.ofMinutes(2));
        assertThat(claims.concurrentSessionLimit()).isEqualTo(5);
        assertThat(claims.zeroDataRetention()).isTrue();
        assertThat(claims.attribution()).isEqualTo(Map.of("team", "blue"));
        assertThat(claims.expiresAt()).isEqualTo(Instant.ofEpochMilli(1_900_000_000_500L));
        assertThat(claims.claims()).containsKey("note").hasSize(14);
        assertThat(claims.toString()).doesNotContain("blue", "backend");
    }

    @Test
    void whatItDoesNotSayIsNotLimited() {
        ClientTokenClaims claims = decode("{\"sub\":\"u\",\"exp\":1,\"jti\":\"id\"}");

        assertThat(claims.apiKeyId()).isEqualTo("id");
        assertThat(claims.allowedModels()).isNull();
        assertThat(claims.allowsModel("any")).isTrue();
        assertThat(claims.allowsOrigin(null)).isTrue();
        assertThat(claims.maxSessionDuration()).isNull();
        assertThat(claims.attribution()).isEmpty();
        assertThat(claims.isFree()).isFalse();
    }

    @Test
    void aListThatIsEmptyAllowsNothing() {
        ClientTokenClaims claims = decode("{\"sub\":\"u\",\"exp\":1,\"models\":[],\"origins\":[\"https://a\"]}");

        assertThat(claims.allowsModel("any")).isFalse();
        assertThat(claims.allowsOrigin(null)).isFalse();
        assertThat(claims.allowsOrigin("https://A")).isFalse();
        assertThat(claims.allowsOrigin("https://a")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "\"service_tier\":0                      | 0",
                "\"service_tier\":\" 3 \"                | 3",
                "\"service_tier\":4                      | none",
                "\"service_tier\":true                   | none",
                "\"service_tier\":\"gold\"               | none",
                "\"service_tier\":1,\"priority\":true    | 1",
                "\"priority\":true                       | 3",
                "\"priority\":false                      | none",
                "\"service_tier\":9,\"priority\":1       | 3"
            })
    void theTierAsTheServiceReadsIt(String claim, Integer tier) {
        ClientTokenClaims claims = decode("{\"sub\":\"u\",\"exp\":1," + claim.strip() + "}");

        assertThat(claims.serviceTier()).isEqualTo(tier);
        assertThat(claims.isFree()).isEqualTo(tier != null && tier == 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"sub\":\"u\"}",
                "{\"exp\":1}",
                "{\"sub\":\" \",\"exp\":1}",
                "{\"sub\":7,\"exp\":1}",
                "{\"sub\":\"u\",\"exp\":\"soon\"}",
                "{\"sub\":\"u\",\"exp\":-1}",
                "{\"sub\":\"u\",\"exp\":1e300}",
                "{\"sub\":\"u\",\"exp\":true}",
                "{\"sub\":\"u\",\"exp\":1,\"models\":\"lucy\"}",
                "{\"sub\":\"u\",\"exp\":1,\"models\":[1]}",
                "{\"sub\":\"u\",\"exp\":1,\"constraints\":7}",
                "{\"sub\":\"u\",\"exp\":1,\"constraints\":{\"realtime\":{\"maxSessionDuration\":\"long\"}}}",
                "{\"sub\":\"u\",\"exp\":1,\"realtimeConcurrentSessionLimit\":1.5}",
                "{\"sub\":\"u\",\"exp\":1,\"attribution\":{\"a\":1}}"
            })
    void claimsOfAnotherKindAreRefused(String claims) {
        assertThatThrownBy(() -> decode(claims))
                .isInstanceOfSatisfying(
                        TokenVerifyException.class,
                        e -> assertThat(e.reason()).isEqualTo(TokenVerifyException.Reason.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ek_1", "a.b", "a.!.c", "a.b.c.d"})
    void whatIsNoTokenIsRefused(String text) {
        assertThatThrownBy(() -> ClientTokenClaims.decode(text)).isInstanceOf(TokenVerifyException.class);
    }

    private static ClientTokenClaims decode(String claims) {
        return ClientTokenClaims.decode("e30." + Signer.encoded(claims) + ".c2ln");
    }
}
