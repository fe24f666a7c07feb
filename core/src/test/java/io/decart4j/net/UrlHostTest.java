package io.decart4j.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlHostTest {

    @ParameterizedTest
    @CsvSource({
        "wss://example.com/a?b=c,          example.com,            -1",
        "ws://decart_mock:8787,            decart_mock,            8787",
        "https://my_bucket.example.com/a,  my_bucket.example.com,  -1",
        "http://user:word@my_bucket:80/a,  my_bucket,              80",
        "http://user:word@example.com:80,  example.com,            80",
        "https://bücher.example/a,         xn--bcher-kva.example,  -1",
        "https://bücher_2.example:1/a,     xn--bcher_2-n2a.example, 1",
        "ws://[::1]:7880,                  [::1],                  7880",
        "ws://127.0.0.1,                   127.0.0.1,              -1"
    })
    void isFoundWhereTheNetworkFindsIt(URI url, String name, int port) {
        assertThat(UrlHost.of(url)).contains(new UrlHost(name, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws:a",
                "ws:///a",
                "a_b",
                "ws://127.0.0.256",
                "ws://127.0.0.1_:x",
                "ws://a_b:99999",
                "ws://a_b:123456",
                "ws://a_b:-1",
                "ws://a_b..c",
                "ws://_.1",
                "ws://a%5Fb",
                "ws://a_b@",
                "ws://１２７.0.0.1"
            })
    void whatIsNoHostIsNone(URI url) {
        assertThat(UrlHost.of(url)).isEmpty();
        assertThat(UrlHost.inAscii(url)).isSameAs(url);
    }

    @ParameterizedTest
    @CsvSource({
        "https://bücher.example:8443/ü?x=ü, https://xn--bcher-kva.example:8443/ü?x=ü",
        "https://u:p@bücher.example,        https://u:p@xn--bcher-kva.example",
        "ws://decart_mock:8787/a,           ws://decart_mock:8787/a",
        "wss://example.com,                 wss://example.com"
    })
    void internationalNamesGoOverTheNetworkInAscii(URI url, String ascii) {
        assertThat(UrlHost.inAscii(url)).hasToString(ascii);
    }
}
