package io.decart4j.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.model.RealtimeModel;
import io.decart4j.model.RealtimeModels;
import io.decart4j.token.SubscribeToken;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamAddressTest {

    private static final String AGENT = UserAgent.of("0.1.0", null, "17.0.15");

    @Test
    void anAliasAndAPathOfOnesOwnAreSentAsTheyAre() {
        RealtimeModel model = new RealtimeModel("mirage_v2", "/v2/own%20path", 1, 1, 1);

        assertThat(address(model, "k").toUrl().toString())
                .startsWith("wss://api.decart.ai/v2/own%20path?api_key=k&model=mirage_v2&");
    }

    @Property(tries = 200)
    void anyKeyAndNameComeBackFromTheUrl(@ForAll @From("text") String key, @ForAll @From("text") String name) {
        URI url = address(new RealtimeModel("m" + name, "/v1/stream", 1, 1, 1), key)
                .toUrl();

        assertThat(decoded(url))
                .containsEntry("api_key", key)
                .containsEntry("model", "m" + name)
                .hasSize(3);
        assertThat(url.getRawQuery()).matches("[A-Za-z0-9._~%=&-]*");
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.strings()
                .withChars("aZ09-._~ +/=&?#%\"<>\\^`{|}é😀:;@!$'()*,[]\n")
                .ofMaxLength(30)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }

    @Property(tries = 200)
    void noValueIsInAnyText(@ForAll @From("text") String text) {
        String secret = "zebra" + text;
        StreamAddress stream = new StreamAddress(
                BaseUrls.DEFAULT_REALTIME, RealtimeModels.LUCY_2_1, secret, null, Map.of("q", secret), "agent");
        ViewerAddress viewer = new ViewerAddress(
                BaseUrls.DEFAULT_REALTIME, new SubscribeToken.Direct(secret, secret, 1), secret, "agent");

        assertThat(stream.redacted())
                .isEqualTo("wss://api.decart.ai/v1/stream?api_key=***&model=***&q=***&user_agent=***");
        assertThat(stream.toString()).doesNotContain("zebra");
        assertThat(viewer.redacted())
                .isEqualTo("wss://api.decart.ai/subscribe/***?IP=***&port=***&api_key=***&user_agent=***");
        assertThat(viewer.toString()).doesNotContain("zebra");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api_key", "model", "resolution", "user_agent", " "})
    void theCallersParametersCannotReplaceOurs(String name) {
        assertThatThrownBy(() -> new StreamAddress(
                        BaseUrls.DEFAULT_REALTIME, RealtimeModels.LUCY_2_1, "k", null, Map.of(name, "zebra"), "me"))
                .isInstanceOfSatisfying(InvalidOptionException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_OPTIONS);
                    assertThat(e.getMessage()).contains("\"" + name + "\"").doesNotContain("zebra");
                });
    }

    @Test
    void theParametersAreCopied() {
        Map<String, String> mine = new LinkedHashMap<>(Map.of("a", "1"));
        StreamAddress address =
                new StreamAddress(BaseUrls.DEFAULT_REALTIME, RealtimeModels.LUCY_2_1, "k", null, mine, "me");
        mine.put("api_key", "other");

        assertThat(address.toUrl().toString()).contains("api_key=k&").doesNotContain("other");
    }

    @Test
    void aViewersUrl() {
        ViewerAddress address = new ViewerAddress(
                BaseUrls.DEFAULT_REALTIME, new SubscribeToken.Direct("sess/1", "10.0.0.5", 9090), "ek+1", "me");

        assertThat(address.toUrl())
                .hasToString("wss://api.decart.ai/subscribe/sess%2F1?IP=10.0.0.5&port=9090&api_key=ek%2B1"
                        + "&user_agent=me");
    }

    @Test
    void aViewersRoomIsAskedForWhereItsRealtimeServerIsWithoutLosingTheEncryption() {
        SubscribeToken.Room token = new SubscribeToken.Room("room/1 é");

        assertThat(new WatchStreamAddress(BaseUrls.httpOf(BaseUrls.DEFAULT_REALTIME), token).toUrl())
                .hasToString("https://api.decart.ai/watch-stream/room%2F1%20%C3%A9");
        assertThat(BaseUrls.httpOf(URI.create("ws://127.0.0.1:80/x"))).hasToString("http://127.0.0.1:80/x");
    }

    private static StreamAddress address(RealtimeModel model, String key) {
        return new StreamAddress(BaseUrls.DEFAULT_REALTIME, model, key, null, Map.of(), AGENT);
    }

    /** As a server does that knows form encoding too; ours must survive both. */
    private static Map<String, String> decoded(URI url) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : url.getRawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(
                    URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
