package io.decart4j.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.error.TokenVerifyException;
import io.decart4j.error.TokenVerifyException.Reason;
import io.decart4j.testsupport.Slow;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Tokens against a key set that is served on this machine. */
class ClientTokenVerifierTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Platform platform = new Platform();
    private final ClientTokenVerifier verifier = platform.verifier();

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void whatThePlatformHasSignedIsTaken() {
        ClientTokenClaims claims =
                verified(platform.token("models", "[\"lucy-2.6\"]")).claims();

        assertThat(claims.userId()).isEqualTo("user_1");
        assertThat(claims.allowsModel("lucy-2.6")).isTrue();
        assertThat(claims.allowsModel("lucy-2.5")).isFalse();
    }

    @Test
    void anAudienceAmongOthersIsEnough() {
        assertThat(verified(platform.token("aud", "[\"https://example.com\",\"" + platform.url() + "\"]")))
                .isNotNull();
    }

    @Test
    void theClocksMayBeApartByTheLeeway() {
        long now = Instant.now().getEpochSecond();

        assertThat(verified(platform.token("exp", String.valueOf(now - 20)))).isNotNull();
        assertThat(refused(platform.token("exp", String.valueOf(now - 40)))).isEqualTo(Reason.EXPIRED);
        assertThat(refused(platform.token("nbf", String.valueOf(now + 600)))).isEqualTo(Reason.UNTRUSTED);
        ClientTokenVerifier strict = ClientTokenVerifier.builder()
                .platformUrl(platform.url())
                .leeway(Duration.ZERO)
                .build();
        assertThat(refused(strict, platform.token("exp", String.valueOf(now - 20))))
                .isEqualTo(Reason.EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud"})
    void anotherIssuersOrForAnotherIsRefused(String claim) {
        assertThat(refused(platform.token(claim, "\"https://example.com\""))).isEqualTo(Reason.UNTRUSTED);
        assertThat(refused(platform.token(claim, ""))).isEqualTo(Reason.UNTRUSTED);
    }

    @Test
    void withoutAnEndItIsRefused() {
        assertThat(refused(platform.token("exp", ""))).isEqualTo(Reason.UNTRUSTED);
    }

    @Test
    void anotherPlatformsKeyOfTheSameNameIsRefused() {
        assertThat(refused(new Signer("key-1").sign(platform.claims()))).isEqualTo(Reason.UNTRUSTED);
    }

    @Test
    void otherClaimsUnderASignatureAreRefused() {
        String[] parts = platform.token().split("\\.", -1);

        assertThat(refused(parts[0] + "." + Signer.encoded(platform.claims("service_tier", "3")) + "." + parts[2]))
                .isEqualTo(Reason.UNTRUSTED);
    }

    @Test
    void withoutASignatureItIsRefused() {
        String claims = Signer.encoded(platform.claims());
        String header = Signer.encoded("{\"alg\":\"EdDSA\",\"kid\":\"key-1\"}");

        assertThat(refused(header + "." + claims + ".")).isIn(Reason.MALFORMED, Reason.UNTRUSTED);
        assertThat(refused(Signer.encoded("{\"alg\":\"none\"}") + "." + claims + "."))
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void anotherAlgorithmNoKeyAndWhatIsCriticalAreRefused() {
        assertThat(refused(platform.signer.sign("{\"alg\":\"RS256\",\"kid\":\"key-1\"}", platform.claims())))
                .isEqualTo(Reason.UNTRUSTED);
        assertThat(refused(platform.signer.sign("{\"alg\":\"EdDSA\"}", platform.claims())))
                .isEqualTo(Reason.UNTRUSTED);
        assertThat(refused(platform.signer.sign(
                        "{\"alg\":\"EdDSA\",\"kid\":\"key-1\",\"crit\":[\"x\"],\"x\":1}", platform.claims())))
                .isEqualTo(Reason.UNTRUSTED);
        assertThat(platform.requests).hasValueLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ek_abc", "a.b", "a.b.c", "a.b.c.d"})
    void whatIsNoTokenIsRefusedWithoutARequest(String text) {
        assertThat(refused(text)).isEqualTo(Reason.MALFORMED);
        assertThat(platform.requests).hasValue(0);
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThat(refused(platform.token("note", "\"" + "x".repeat(20_000) + "\"")))
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aRefusalDoesNotQuoteTheToken() {
        String token = new Signer("zebra-key").sign(platform.claims("note", "\"zebra\""));
        var e = catchThrowableOfType(
                TokenVerifyException.class, () -> verifier.verify(token).block(PATIENCE));

        assertThat(e.code()).isEqualTo(ErrorCode.TOKEN_VERIFY_ERROR);
        assertThat(Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
                        .map(String::valueOf))
                .noneMatch(text ->
                        text.contains(token) || text.contains("zebra") || text.contains(token.split("\\.", -1)[1]));
    }

    @Slow
    @Test
    void tenThousandCostOneRequest() {
        String token = platform.token();

        Long verified = Flux.range(0, 10_000)
                .flatMap(i -> verifier.verify(token).subscribeOn(Schedulers.parallel()), 64)
                .count()
                .block(PATIENCE.multipliedBy(4)); // seconds of pure computing, on a machine that may do much else

        assertThat(verified).isEqualTo(10_000);
        assertThat(platform.requests).hasValue(1);
    }

    @Test
    void unknownKeysCostOneRequestAMinute() {
        String stranger = new Signer("key-9").sign(platform.claims());
        verified(platform.token());

        for (int i = 0; i < 1000; i++) {
            assertThat(refused(stranger)).isEqualTo(Reason.UNTRUSTED);
        }

        assertThat(platform.requests).hasValue(1);
    }

    @Test
    void keysThatCannotBeHadAreToldApart() {
        platform.status = 503;
        var e = catchThrowableOfType(
                TokenVerifyException.class,
                () -> verifier.verify(platform.token()).block(PATIENCE));

        assertThat(e.reason()).isEqualTo(Reason.KEYS_UNAVAILABLE);
        assertThat(e).hasMessageContaining(platform.url() + "/api/auth/jwks").hasMessageContaining("503");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"keys\":7}", "<html>"})
    void anAnswerThatIsNoKeySetIsToldApart(String answer) {
        platform.answer = Mono.just(answer);

        assertThat(refused(platform.token())).isIn(Reason.KEYS_UNAVAILABLE);
    }

    @Test
    void keysOfOtherKindsArePassedOver() {
        platform.answer = Mono.just(
                "{\"keys\":[{\"kty\":\"new\",\"kid\":\"a\"},{\"kty\":\"OKP\",\"crv\":\"X25519\",\"kid\":\"b\","
                        + "\"x\":\"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo\"}," + platform.signer.jwk() + "]}");

        assertThat(verified(platform.token())).isNotNull();
    }

    @Test
    void aPlatformThatDoesNotAnswerIsWaitedForTenSeconds() {
        platform.answer = Mono.never();
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            Mono<VerifiedClientToken> shared =
                    platform.verifier().verify(platform.token()).cache();
            shared.subscribe(token -> {}, e -> {});
            time.advanceTimeBy(Duration.ofMillis(9_999));
            assertThat(shared.materialize().toFuture()).isNotDone();
            time.advanceTimeBy(Duration.ofMillis(1));

            assertThatThrownBy(() -> shared.block(PATIENCE))
                    .isInstanceOfSatisfying(
                            TokenVerifyException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.KEYS_UNAVAILABLE))
                    .hasMessageEndingWith("no answer within 10 s");
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com", "ftp://127.0.0.1", "nonsense", "https://a@b"})
    void aPlatformThatCannotBeAskedIsRefusedWhenItIsNamed(String url) {
        assertThatThrownBy(() -> ClientTokenVerifier.builder().platformUrl(url).build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageStartingWith("platformUrl takes ");
    }

    @Test
    void aLeewayIsBounded() {
        for (Duration bad : new Duration[] {Duration.ofSeconds(-1), Duration.ofMillis(1500), Duration.ofHours(2)}) {
            assertThatThrownBy(() -> ClientTokenVerifier.builder().leeway(bad))
                    .isInstanceOf(InvalidOptionException.class)
                    .hasMessageStartingWith("leeway takes 0 s to 1 h");
        }
    }

    private VerifiedClientToken verified(String token) {
        return Objects.requireNonNull(verifier.verify(token).block(PATIENCE));
    }

    private Reason refused(String token) {
        return refused(verifier, token);
    }

    private static Reason refused(ClientTokenVerifier by, String token) {
        return catchThrowableOfType(
                        TokenVerifyException.class, () -> by.verify(token).block(PATIENCE))
                .reason();
    }
}
