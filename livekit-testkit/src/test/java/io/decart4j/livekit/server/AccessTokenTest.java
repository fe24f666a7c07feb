package io.decart4j.livekit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class AccessTokenTest {

    @Test
    void hasItsGrantsAndItsEnd() {
        String[] parts = new AccessToken("key", "secret")
                .identity("ada")
                .joinExisting("studio")
                .withoutPublishing()
                .expiry(Instant.ofEpochSecond(2_000_000_000))
                .mint()
                .split("\\.");

        assertThat(parts).hasSize(3);
        assertThat(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                .contains("\"iss\":\"key\"", "\"sub\":\"ada\"", "\"exp\":2000000000")
                .endsWith("\"video\":{\"roomJoin\":true,\"room\":\"studio\",\"canPublish\":false}}");
        assertThat(Base64.getUrlDecoder().decode(parts[2])).hasSize(32);
    }

    @Test
    void whoMayMakeTheRoomHasAGrantMore() {
        String token = new AccessToken("key", "secret").join("studio").mint();
        assertThat(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8))
                .endsWith("\"video\":{\"roomCreate\":true,\"roomJoin\":true,\"room\":\"studio\"}}");
    }

    @Test
    void namesThatWouldNeedEscapingAreRefused() {
        AccessToken token = new AccessToken("key", "secret");
        assertThatThrownBy(() -> token.identity("a\"b")).isInstanceOf(IllegalArgumentException.class);
    }
}
