package io.decart4j.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.InvalidOptionException;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SubscribeTokenTest {

    private static final SubscribeToken TOKEN = new SubscribeToken.Direct("sess-abc", "10.0.0.5", 9090);

    @Test
    void isCompactJsonInStandardBase64() {
        String json = new String(Base64.getDecoder().decode(TOKEN.encode()), UTF_8);

        assertThat(json).isEqualTo("{\"sid\":\"sess-abc\",\"ip\":\"10.0.0.5\",\"port\":9090}");
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
        assertThat(TOKEN).hasToString("SubscribeToken.Direct[***]");
    }

    @Test
    void anyTextOfAServerCanBeWritten() {
        SubscribeToken token = new SubscribeToken.Direct("s\ud83d", "10.0.0.5", 9090);

        assertThat(SubscribeToken.decode(token.encode())).isEqualTo(token);
    }
}
