package io.decart4j.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.token.SubscribeToken;
import io.decart4j.token.TokenRequest;
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

/** Requests for tokens, and tokens of viewers (docs/protocol.md, C64 and C65). */
class RestConformanceTest {

    private static final SubscribeToken TOKEN = new SubscribeToken.Direct("sess-abc", "10.0.0.5", 9090);

    @Test
    void C64_nothingAskedForIsAnEmptyObject() {
        assertThat(new String(TokenRequest.builder().build().toJson(), UTF_8)).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sid\": \"sess-abc\", \"ip\": \"10.0.0.5\", \"port\": 9090}",
                "\n{ \"port\":9090,\t\"ip\":\"10.0.0.5\",\"new\":{\"port\":1},\"sid\":\"sess-abc\" }\n"
            })
    void C65_theJsonOfOtherSdksIsRead(String json) {
        assertThat(SubscribeToken.decode(Base64.getUrlEncoder().encodeToString(json.getBytes(UTF_8))))
                .isEqualTo(TOKEN);
    }

    @Test
    void C65_theTokenOfARoomIsRead() {
        SubscribeToken room = new SubscribeToken.Room("room-1");

        assertThat(new String(Base64.getDecoder().decode(room.encode()), UTF_8))
                .isEqualTo("{\"room_name\":\"room-1\"}");
        assertThat(SubscribeToken.decode(room.encode())).isEqualTo(room);
        assertThat(SubscribeToken.decode("eyJyb29tX25hbWUiOiAicm9vbS0xIn0")).isEqualTo(room);
        assertThat(room).hasToString("SubscribeToken.Room[***]");
    }

    @Property(tries = 200)
    void C65_eitherAlphabetIsReadWithOrWithoutPadding(
            @ForAll @From("sid") String sid, @ForAll @IntRange(min = 1, max = 65535) int port) {
        SubscribeToken token = new SubscribeToken.Direct(sid, "10.0.0.5", port);
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
                "{\"room_name\":\"\"}",
                "{\"room_name\":7}",
                "[\"zebra\"]",
                "{\"sid\":\"zebra\"",
                "null",
                ""
            })
    void C65_aTokenWithSomethingMissingIsInvalid(String json) {
        invalid(() -> SubscribeToken.decode(Base64.getEncoder().encodeToString(json.getBytes(UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a token", "zebra!", "%7B%7D"})
    void C65_whatIsNotBase64IsInvalid(String text) {
        invalid(() -> SubscribeToken.decode(text));
    }

    private static void invalid(ThrowingCallable call) {
        assertThatThrownBy(call)
                .hasMessage("Invalid subscribe token")
                .hasNoCause()
                .isInstanceOfSatisfying(
                        InvalidOptionException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT));
    }
}
