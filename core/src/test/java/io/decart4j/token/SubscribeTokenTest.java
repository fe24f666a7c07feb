package io.decart4j.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscribeTokenTest {

    private static final SubscribeToken TOKEN = new SubscribeToken("sess-abc", "10.0.0.5", 9090);

    @Test
    void isCompactJsonInStandardBase64() {
        String json = new String(Base64.getDecoder().decode(TOKEN.encode()), UTF_8);

        assertThat(json).isEqualTo("{\"sid\":\"sess-abc\",\"ip\":\"10.0.0.5\",\"port\":9090}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sid\": \"sess-abc\", \"ip\": \"10.0.0.5\", \"port\": 9090}",
                "\n{ \"port\":9090,\t\"ip\":\"10.0.0.5\",\"new\":{\"port\":1},\"sid\":\"sess-abc\" }\n"
            })
    void readsTheJsonOfOtherSdks(String json) {
        assertThat(SubscribeToken.decode(Base64.getUrlEncoder().encodeToString(json.getBytes(UTF_8))))
                .isEqualTo(TOKEN);
    }

    @Property(tries = 200)
    void comesBackInEitherAlphabetWithOrWithoutPadding(
            @ForAll @From("sid") String sid, @ForAll @IntRange(min = 1, max = 65535) int port) {
        SubscribeToken token = new SubscribeToken(sid, "10.0.0.5", port);
        String text = token.encode();
        String urlSafe = text.replace('+', '-').replace('/', '_');

        assertThat(SubscribeToken.decode(text)).isEqualTo(token);
        assertThat(SubscribeToken.decode(urlSafe)).isEqualTo(token);
        assertThat(SubscribeToken.decode(" " + urlSafe.replace("=", "") + "\n")).isEqualTo(token);
    }

    @Provide
    Arbitrary<String> sid() {
        return Arbitraries.strings()
                .withChars("abz09\"\\ÿ~?>é\n")
                .ofMinLength(1)
                .ofMaxLength(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ip\":\"zebra\",\"port\":1}",
                "{\"sid\":\"\",\"ip\":\"zebra\",\"port\":1}",
                "{\"sid\":\"zebra\",\"port\":1}",
                "{\"sid\":\"zebra\",\"ip\":null,\"port\":1}",
                "{\"sid\":\"zebra\",\"ip\":\"i\"}",
                "{\"sid\":\"zebra\",\"ip\":\"i\",\"port\":0}",
                "{\"sid\":\"zebra\",\"ip\":\"i\",\"port\":65536}",
                "{\"sid\":\"zebra\",\"ip\":\"i\",\"port\":99999999999}",
                "{\"sid\":\"zebra\",\"ip\":\"i\",\"port\":\"1\"}",
                "{\"sid\":\"zebra\",\"ip\":\"i\",\"port\":1} x",
                "{\"room_name\":\"zebra\"}",
                "[\"zebra\"]",
                "{\"sid\":\"zebra\"",
                "null",
                ""
            })
    void aTokenWithSomethingMissingIsInvalid(String json) {
        invalid(() -> SubscribeToken.decode(Base64.getEncoder().encodeToString(json.getBytes(UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a token", "zebra!", "%7B%7D"})
    void whatIsNotBase64IsInvalid(String text) {
        invalid(() -> SubscribeToken.decode(text));
    }

    @Property(tries = 200)
    void anyTextIsATokenOrInvalid(@ForAll String text) {
        try {
            SubscribeToken.decode(text);
        } catch (InvalidOptionException e) {
            assertThat(e).hasMessage("Invalid subscribe token").hasNoCause();
        }
    }

    @Test
    void itsPartsAreNotShown() {
        assertThat(TOKEN).hasToString("SubscribeToken[***]");
    }

    private static void invalid(ThrowingCallable call) {
        assertThatThrownBy(call)
                .hasMessage("Invalid subscribe token")
                .hasNoCause()
                .isInstanceOfSatisfying(
                        InvalidOptionException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT));
    }

    @Test
    void anyTextOfAServerCanBeWritten() {
        SubscribeToken token = new SubscribeToken("s\ud83d", "10.0.0.5", 9090);

        assertThat(SubscribeToken.decode(token.encode())).isEqualTo(token);
    }
}
