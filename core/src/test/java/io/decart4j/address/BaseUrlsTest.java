package io.decart4j.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlsTest {

    @ParameterizedTest
    @CsvSource({
        "wss://example.com,          wss://example.com",
        "wss://example.com/,         wss://example.com",
        "' wss://example.com/a/b// ', wss://example.com/a/b",
        "WSS://Example.com:8443,     WSS://Example.com:8443",
        "wss://[2001:db8::1]:8443,   wss://[2001:db8::1]:8443",
        "ws://localhost:8080,        ws://localhost:8080",
        "ws://LOCALHOST,             ws://LOCALHOST",
        "ws://127.0.0.1:1,           ws://127.0.0.1:1",
        "ws://127.255.3.254,         ws://127.255.3.254",
        "ws://[::1]:9,               ws://[::1]:9",
        "wss://bücher.example,       wss://xn--bcher-kva.example"
    })
    void realtimeTakes(String text, String url) {
        assertThat(BaseUrls.realtime(text, false)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "api3.decart.ai",
                "https://api3.decart.ai",
                "wss:",
                "wss://",
                "wss:///v1",
                "wss://host:99999",
                "wss://ho st",
                "wss:host",
                "ws://127.0.0.256",
                "mailto:a@b"
            })
    void realtimeDoesNotTake(String text) {
        refused("realtimeBaseUrl", text, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://example.com",
                "ws://127.0.0.1.example.com",
                "ws://128.0.0.1",
                "ws://localhost.example.com",
                "ws://10.0.0.1",
                "ws://[::2]",
                "ws://0.0.0.0"
            })
    void aKeyDoesNotTravelInTheClear(String text) {
        assertThat(refused("realtimeBaseUrl", text, false)).contains("only for this machine");
        assertThat(BaseUrls.realtime(text, true)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wss://user:zebra@example.com",
                "wss://example.com?api_key=zebra",
                "wss://example.com/#zebra",
                "wss://user:zebra@exa mple.com",
                "wss://exa mple.com?api_key=zebra",
                "http://a:zebra@b@example.com/c?d=zebra",
                "wss://user:zebra@decart_mock",
                "wss://user:zebra@bücher.example"
            })
    void whatMayHoldASecretIsRefusedAndNotShown(String text) {
        assertThat(refused("realtimeBaseUrl", text, true)).doesNotContain("zebra");
    }

    @Test
    void aHostThatCannotBeLookedUpIsCalledByItsName() {
        assertThat(refused("realtimeBaseUrl", "wss://127.0.0.256", true))
                .contains("a host of letters, digits, \".\", \"-\" and \"_\"")
                .contains("\"wss://127.0.0.256\"");
        assertThat(refused("realtimeBaseUrl", "wss://decart_mock:99999", true)).contains("a port up to 65535");
        assertThat(refused("realtimeBaseUrl", "wss://decart_mock:8787", true))
                .contains("a host without \"_\", to which a WebSocket cannot be opened")
                .contains("\"wss://decart_mock:8787\"");
    }

    @Test
    void overHttpAHostMayHaveAnUnderscoreAndIsNeverThisMachine() {
        assertThat(BaseUrls.http("https://decart_mock:8787/a/", false)).hasToString("https://decart_mock:8787/a");
        assertThat(BaseUrls.isLoopback(BaseUrls.http("https://local_host", false)))
                .isFalse();
        for (String url : new String[] {"http://local_host", "http://127.0.0.1_", "http://localhost_:80"}) {
            assertThat(refused("baseUrl", url, false)).contains("only for this machine");
        }
    }

    @Test
    void httpFollowsTheSameRules() {
        assertThat(BaseUrls.http("https://example.com/decart/", false)).hasToString("https://example.com/decart");
        assertThat(BaseUrls.http("http://127.0.0.1:8080", false)).hasToString("http://127.0.0.1:8080");
        assertThat(refused("baseUrl", "http://example.com", false)).contains("only for this machine");
        refused("baseUrl", "wss://example.com", true);
    }

    private static String refused(String option, String text, boolean allowInsecure) {
        InvalidOptionException e = catchThrowableOfType(InvalidOptionException.class, () -> {
            if (option.equals("baseUrl")) {
                BaseUrls.http(text, allowInsecure);
            } else {
                BaseUrls.realtime(text, allowInsecure);
            }
        });
        assertThat(e).as("nothing was refused").isNotNull().hasNoCause().hasMessageStartingWith(option + " takes ");
        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BASE_URL);
        assertThat(e.option()).isEqualTo(option);
        return e.getMessage();
    }
}
