package io.decart4j.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionStateTest {

    @ParameterizedTest
    @CsvSource({
        "DISCONNECTED, disconnected, false",
        "CONNECTING, connecting, false",
        "CONNECTED, connected, true",
        "GENERATING, generating, true",
        "RECONNECTING, reconnecting, false"
    })
    void hasTheNameOfTheOfficialSdksAndTakesCommandsOrNot(ConnectionState state, String name, boolean connected) {
        assertThat(state.wireName()).isEqualTo(name);
        assertThat(state.isConnected()).isEqualTo(connected);
    }

    @Test
    void isNamedAlikeInEveryLanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(ConnectionState.DISCONNECTED.wireName()).isEqualTo("disconnected");
        } finally {
            Locale.setDefault(before);
        }
    }
}
