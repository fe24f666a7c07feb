package io.decart4j.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class NetworkFailureTest {

    @Test
    void saysWhatToLookAt() {
        assertThat(NetworkFailure.words(new ConnectException("Connection refused: /127.0.0.1:9")))
                .isEqualTo("Connection refused: /127.0.0.1:9");
        assertThat(NetworkFailure.words(new UnknownHostException("nobody.invalid")))
                .isEqualTo("nobody.invalid");
        assertThat(NetworkFailure.words(new SSLHandshakeException("certificate expired")))
                .isEqualTo("certificate expired");
        assertThat(NetworkFailure.words(new IOException("reset"))).isEqualTo("IOException");
    }

    @Test
    void quotesNoUrl() {
        for (String quoting : new String[] {"cannot reach ws://host/v1?api_key=s3cret", "x-api_key s3cret"}) {
            ConnectException failure = new ConnectException(quoting);
            assertThat(NetworkFailure.words(failure)).isEqualTo("ConnectException");
            assertThat(NetworkFailure.withoutUrl(failure))
                    .hasMessage("ConnectException")
                    .hasNoCause();
        }
    }
}
