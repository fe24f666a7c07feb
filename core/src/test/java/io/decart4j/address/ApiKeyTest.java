package io.decart4j.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

    @Test
    void aKeyIsNotShown() {
        assertThat(ApiKey.of("dct_zebra", null)).hasToString("ApiKey[***]").isEqualTo(ApiKey.of("dct_zebra", null));
    }

    @Test
    void anIntegrationCannotStartAnotherHeader() {
        var e = catchThrowableOfType(InvalidOptionException.class, () -> UserAgent.of("0.1.0", "a\r\nx-evil: 1", "21"));

        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_OPTIONS);
        assertThat(e.option()).isEqualTo("integration");
    }
}
