package io.decart4j.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.RequestException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealtimeQuotaTest {

    @Test
    void threeNumbers() {
        assertThat(read("{\"limit\":5,\"active\":3,\"remaining\":2}"))
                .isEqualTo(new RealtimeQuota(OptionalInt.of(5), OptionalInt.of(3), OptionalInt.of(2)));
    }

    @Test
    void aNegativeLimitIsNoneEither() {
        assertThat(read("{\"limit\":-1,\"active\":7,\"remaining\":null}").limit())
                .isEmpty();
    }

    @Test
    void nullIsNoLimit() {
        RealtimeQuota quota = read("{\"limit\":null,\"active\":7,\"remaining\":null,\"more\":[1,{\"limit\":9}]}");

        assertThat(quota).isEqualTo(new RealtimeQuota(OptionalInt.empty(), OptionalInt.of(7), OptionalInt.empty()));
        assertThat(quota.allowsAnother()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "0, false", "-1, false"})
    void anotherIsAllowedWhileSomeRemain(int remaining, boolean allowed) {
        assertThat(read("{\"remaining\":" + remaining + "}").allowsAnother()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{\"limit\":99999999999}", "{\"limit\":"})
    void anotherAnswerIsAnError(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUOTA_ERROR));
    }

    private static RealtimeQuota read(String json) {
        return RealtimeQuota.fromJson(json.getBytes(StandardCharsets.UTF_8));
    }
}
