package io.decart4j.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeyTest {

    @ParameterizedTest
    @CsvSource({"dct_1, dct_2, dct_1", "' dct_1\n', , dct_1", ", ' ek_2 ', ek_2", "'a+/=& b', , 'a+/=& b'"})
    void theOptionGoesBeforeTheEnvironmentAndIsTrimmed(
            @Nullable String option, @Nullable String environment, String key) {
        assertThat(ApiKey.of(option, environment).value()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        ",                ",
        "'',              ",
        "' ',             dct_zebra",
        ",                ' \t'",
        "'dct_zebra\r\nx-evil: 1', ",
        "dct_zebra\u00e9, "
    })
    void missingBlankAndUnprintableKeysAreRefused(@Nullable String option, @Nullable String environment) {
        var e = catchThrowableOfType(InvalidOptionException.class, () -> ApiKey.of(option, environment));

        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_API_KEY);
        assertThat(e.option()).isEqualTo("apiKey");
        assertThat(e.getMessage()).contains("key").doesNotContain("zebra");
    }

    @Test
    void aKeyIsNotShown() {
        assertThat(ApiKey.of("dct_zebra", null)).hasToString("ApiKey[***]").isEqualTo(ApiKey.of("dct_zebra", null));
    }

    @Test
    void theUserAgentFollowsThePattern() {
        assertThat(UserAgent.of("0.1.0", null, "17.0.15"))
                .isEqualTo("decart-java-sdk/0.1.0 lang/java runtime/jvm/17.0.15");
        assertThat(UserAgent.of("0.1.0", " spring/4.1 ", "21"))
                .isEqualTo("decart-java-sdk/0.1.0 lang/java spring/4.1 runtime/jvm/21");
        assertThat(UserAgent.of("0.1.0", " ", "21")).isEqualTo("decart-java-sdk/0.1.0 lang/java runtime/jvm/21");
    }

    @Test
    void anIntegrationCannotStartAnotherHeader() {
        var e = catchThrowableOfType(InvalidOptionException.class, () -> UserAgent.of("0.1.0", "a\r\nx-evil: 1", "21"));

        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_OPTIONS);
        assertThat(e.option()).isEqualTo("integration");
    }
}
