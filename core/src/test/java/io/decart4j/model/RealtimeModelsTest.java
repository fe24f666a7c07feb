package io.decart4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
