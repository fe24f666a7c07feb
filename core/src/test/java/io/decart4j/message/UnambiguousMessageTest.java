package io.decart4j.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.SignalingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that one party judges before another one reads them. */
class UnambiguousMessageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'prompt','prompt':'a','prompt':'b'}",
                "{'type':'prompt','type':'set_image','prompt':'a'}",
                "{'type':'livekit_join','initial_state':{'type':'prompt','prompt':'a','prompt':'b'}}",
                "{'type':'prompt','prompt':'a','new':{'x':[{'y':1,'y':2}]}}"
            })
    void oneWithAFieldTwiceIsNone(String frame) {
        byte[] bytes = frame.replace('\'', '"').getBytes(UTF_8);
        assertThat(SignalingCodec.readClientMessage(bytes)).isNotNull();
        assertThatThrownBy(() -> SignalingCodec.readUnambiguousClientMessage(bytes))
                .isInstanceOf(SignalingException.class)
                .hasMessageContaining("a field twice, at byte");
    }

    @Test
    void othersAreReadAsEver() {
        byte[] bytes = "{\"type\":\"prompt\",\"prompt\":\"a\",\"new\":{\"prompt\":1}}".getBytes(UTF_8);
        assertThat(SignalingCodec.readUnambiguousClientMessage(bytes))
                .isEqualTo(SignalingCodec.readClientMessage(bytes));
    }
}
