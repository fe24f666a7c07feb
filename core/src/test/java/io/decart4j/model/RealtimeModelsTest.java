package io.decart4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealtimeModelsTest {

    /** The catalogue of Python 0.2.4. */
    @ParameterizedTest
    @CsvSource({
        "lucy-2.1,            1280, 720, false",
        "lucy-2.5,            1280, 720, true",
        "lucy-2.6,            1280, 720, true",
        "lucy-vton-3.5,       1280, 720, true",
        "lucy-vton-3.6,       1280, 720, true",
        "lucy-restyle-2,      1280, 704, false",
        "lucy-latest,         1280, 720, true",
        "lucy-vton-latest,    1280, 720, true",
        "lucy-restyle-latest, 1280, 704, false"
    })
    void theCatalogue(String name, int width, int height, boolean fastMode) {
        assertThat(RealtimeModels.of(name))
                .isEqualTo(new RealtimeModel(name, "/v1/stream", 30, width, height, fastMode));
        assertThat(RealtimeModels.all()).hasSize(9).contains(RealtimeModels.of(name));
    }

    @ParameterizedTest
    @CsvSource({
        // name,        replacement,    alias,            canonical,     latest
        "lucy-2.1,        ,               lucy-2.1,         lucy-2.1,       ",
        "lucy-latest,     ,               lucy-latest,      ,               lucy-2.5",
        "lucy-vton-latest,,               lucy-vton-latest, ,               lucy-vton-3.6",
        "lucy-restyle-latest,,            lucy-restyle-latest,,             lucy-restyle-2",
        "mirage_v2,       lucy-restyle-2, lucy-restyle-2,   lucy-restyle-2, ",
        "lucy-vton,       lucy-vton-3.6,  lucy-vton-3.6,    lucy-vton-3.6,  ",
        "lucy-2.1-vton-2, lucy-vton-3.6,  lucy-vton-3.6,    lucy-vton-3.6,  ",
        "no-such-model,   ,               ,                 ,               "
    })
    void names(String name, String replacement, String alias, String canonical, String latest) {
        assertThat(RealtimeModels.replacementFor(name).orElse(null)).isEqualTo(replacement);
        assertThat(RealtimeModels.resolveAlias(name).orElse(null)).isEqualTo(alias);
        assertThat(RealtimeModels.canonicalName(name).orElse(null)).isEqualTo(canonical);
        assertThat(RealtimeModels.latest(name).orElse(null)).isEqualTo(latest);
        assertThat(RealtimeModels.isKnown(name)).isEqualTo(alias != null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mirage_v2", "lucy-vton-2", "lucy-vton-3", "lucy-2.1-vton-2"})
    void aRetiredNameThatMayStillBeServedIsFoundAndNotListed(String name) {
        assertThat(RealtimeModels.of(name).name()).isEqualTo(name);
        assertThat(RealtimeModels.all()).extracting(RealtimeModel::name).doesNotContain(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lucy-vton", "lucy-2.1-vton"})
    void aNameThatIsServedNoMoreSaysSinceWhenAndWhatToUse(String name) {
        var e = catchThrowableOfType(InvalidOptionException.class, () -> RealtimeModels.of(name));

        assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND);
        assertThat(e)
                .hasMessageStartingWith("Model " + name + " is retired: ")
                .hasMessageContaining("June 2026; use lucy-vton-3.6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mirage_v2", "lucy-vton-2", "lucy-vton-3", "lucy-2.1-vton-2", "lucy-vton", "lucy-2.1-vton"})
    void aSuccessorIsCurrent(String retired) {
        String successor = RealtimeModels.replacementFor(retired).orElseThrow();

        assertThat(RealtimeModels.all()).extracting(RealtimeModel::name).contains(successor);
    }

    @Test
    void aNameThatThisReleaseDoesNotKnowIsNoDeadEnd() {
        assertThatThrownBy(() -> RealtimeModels.of("lucy-9"))
                .hasMessageEndingWith("for another say its size and rate: RealtimeModel.of(name, width, height, fps)");

        RealtimeModel newer = RealtimeModel.of("lucy-9", 1920, 1080, 60);
        assertThat(newer).isEqualTo(new RealtimeModel("lucy-9", "/v1/stream", 60, 1920, 1080, false));

        ModelNotice notice = new ModelNotice();
        assertThat(notice.first(newer).orElseThrow()).contains("\"lucy-9\"", "1920x1080 at 60 fps");
        assertThat(notice.first(newer)).isEmpty();
    }

    @Test
    void theFastModeOfAModelThatIsNotKnownToHaveOneIsToldOfOnce() {
        ModelNotice notice = new ModelNotice();
        assertThat(notice.firstOfFastMode(RealtimeModels.LUCY_2_6)).isEmpty();
        assertThat(notice.firstOfFastMode(RealtimeModels.LUCY_2_1).orElseThrow())
                .contains("\"lucy-2.1\"", "fast mode");
        assertThat(notice.firstOfFastMode(RealtimeModels.LUCY_2_1)).isEmpty();
    }

    @Test
    void anotherSizeOrRateLeavesTheRest() {
        assertThat(RealtimeModels.LUCY_2_6.withVideo(640, 360, 15))
                .isEqualTo(new RealtimeModel("lucy-2.6", "/v1/stream", 15, 640, 360, true));
    }

    @Test
    void aNoticeIsOneLineAndItsMemoryIsBounded() {
        ModelNotice notice = new ModelNotice();

        assertThat(notice.first(RealtimeModel.of("a\nb" + "c".repeat(1000), 2, 2, 1))
                        .orElseThrow())
                .contains("\"a?bccc")
                .hasSizeLessThan(300);
        for (int i = 1; i < 1000; i++) {
            assertThat(notice.first(RealtimeModel.of("model " + i, 2, 2, 1))).isPresent();
        }
        assertThat(notice.first(RealtimeModel.of("one more", 2, 2, 1))).isEmpty();
    }
}
