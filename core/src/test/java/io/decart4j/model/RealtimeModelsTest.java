package io.decart4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RealtimeModelsTest {

    /** Sections 2.3 and 2.4 united: the newest picture sizes and rates, older ones where a model was dropped. */
    @ParameterizedTest
    @CsvSource({
        "lucy-2.1,            30, 1088, 624",
        "lucy-2.5,            30, 1280, 720",
        "lucy-2.1-vton,       20, 1088, 624",
        "lucy-vton-2,         30, 1088, 624",
        "lucy-vton-3,         30, 1088, 624",
        "lucy-restyle-2,      30, 1280, 704",
        "lucy-latest,         30, 1088, 624",
        "lucy-vton-latest,    30, 1088, 624",
        "lucy-restyle-latest, 30, 1280, 704",
        "mirage_v2,           22, 1280, 704",
        "lucy-vton,           20, 1088, 624",
        "lucy-2.1-vton-2,     30, 1088, 624"
    })
    void theCatalogue(String name, int fps, int width, int height) {
        assertThat(RealtimeModels.of(name)).isEqualTo(new RealtimeModel(name, "/v1/stream", fps, width, height));
        assertThat(RealtimeModels.all()).hasSize(12).contains(RealtimeModels.of(name));
    }

    @Test
    void anUnknownNameIsNotFoundAndTheKnownOnesAreNamed() {
        var e = catchThrowableOfType(InvalidOptionException.class, () -> RealtimeModels.of("Lucy-2.1"));

        assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND);
        assertThat(e).hasMessageStartingWith("Model Lucy-2.1 not found").hasMessageContaining("lucy-2.1, lucy-2.5");
    }

    @ParameterizedTest
    @CsvSource({
        // name,        replacement,    alias,            canonical
        "lucy-2.1,        ,               lucy-2.1,         lucy-2.1",
        "lucy-latest,     ,               lucy-latest,      ",
        "mirage_v2,       lucy-restyle-2, lucy-restyle-2,   lucy-restyle-2",
        "lucy-vton,       lucy-2.1-vton,  lucy-2.1-vton,    lucy-2.1-vton",
        "lucy-2.1-vton-2, lucy-vton-2,    lucy-vton-2,      lucy-vton-2",
        "no-such-model,   ,               ,                 "
    })
    void names(String name, String replacement, String alias, String canonical) {
        assertThat(RealtimeModels.replacementFor(name).orElse(null)).isEqualTo(replacement);
        assertThat(RealtimeModels.resolveAlias(name).orElse(null)).isEqualTo(alias);
        assertThat(RealtimeModels.canonicalName(name).orElse(null)).isEqualTo(canonical);
    }

    static Stream<Arguments> outOfBounds() {
        return Stream.of(
                Arguments.of("model.name", " ", "/v1/stream", 30, 1, 1),
                Arguments.of("model.urlPath", "m", "v1/stream", 30, 1, 1),
                Arguments.of("model.urlPath", "m", "/v1/stream?a=b", 30, 1, 1),
                Arguments.of("model.urlPath", "m", "/v1/stream#a", 30, 1, 1),
                Arguments.of("model.urlPath", "m", "/v1 stream", 30, 1, 1),
                Arguments.of("model.fps", "m", "/v1/stream", 0, 1, 1),
                Arguments.of("model.width", "m", "/v1/stream", 30, 0, 1),
                Arguments.of("model.height", "m", "/v1/stream", 30, 1, -1));
    }

    @ParameterizedTest
    @MethodSource("outOfBounds")
    void aModelOfOnesOwnIsChecked(String option, String name, String path, int fps, int width, int height) {
        assertThatThrownBy(() -> new RealtimeModel(name, path, fps, width, height))
                .isInstanceOfSatisfying(InvalidOptionException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_OPTIONS);
                    assertThat(e.option()).isEqualTo(option);
                });
    }

    @Test
    void aModelOfOnesOwnNeedsNoCatalogue() {
        assertThat(new RealtimeModel("my model", "/v2/other%20stream", 1, 1, 1).name())
                .isEqualTo("my model");
    }

    @Test
    void aDeprecatedNameIsToldOfOnce() {
        DeprecationNotice notice = new DeprecationNotice();

        assertThat(notice.first("mirage_v2"))
                .contains("[Decart SDK] Model \"mirage_v2\" is deprecated. Use \"lucy-restyle-2\" instead. "
                        + "See https://docs.platform.decart.ai/models for details.");
        assertThat(notice.first("mirage_v2")).isEmpty();
        assertThat(notice.first("lucy-vton")).isPresent();
        assertThat(new DeprecationNotice().first("mirage_v2")).isPresent();
    }

    @Test
    void otherNamesAreNotToldOf() {
        DeprecationNotice notice = new DeprecationNotice();

        assertThat(notice.first("lucy-2.1")).isEmpty();
        assertThat(notice.first("lucy-latest")).isEmpty();
        assertThat(notice.first("no-such-model")).isEmpty();
    }

    @Test
    void theProcessWideMemoryIsOne() {
        assertThat(DeprecationNotice.firstFor("lucy-2.1-vton-2")).isPresent();
        assertThat(DeprecationNotice.firstFor("lucy-2.1-vton-2")).isEmpty();
    }
}
