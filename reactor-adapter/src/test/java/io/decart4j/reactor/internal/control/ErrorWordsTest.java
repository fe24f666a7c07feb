package io.decart4j.reactor.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorWordsTest {

    private final ErrorWords words = new ErrorWords(new KeyGuard("dct_secret"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"detail\":\"too many\"}                                   | too many",
                "{\"error\":\"Invalid API key\"}                             | Invalid API key",
                "{\"code\":{\"detail\":\"no\"},\"detail\":\"yes\"}           | yes",
                "{\"detail\":[{\"loc\":[\"header\",\"x-api-key\"],\"msg\":\"Field required\"},{\"msg\":\"b\"}]} "
                        + "| header.x-api-key: Field required; b",
                "{\"detail\":[{\"loc\":[\"body\",0,\"a\"],\"msg\":\"bad\"}]} | body.0.a: bad",
                "{\"detail\":[]}                                             | {\"detail\":[]}",
                "{\"other\":1}                                               | {\"other\":1}",
                "<html>                                                      | <html>",
                "{\"detail\":                                                | {\"detail\":",
                "{\"detail\":\"key dct_secret\"}                             | key ***"
            })
    void whatAPersonIsTold(String body, String told) {
        assertThat(words.of(body.strip().getBytes(StandardCharsets.UTF_8))).isEqualTo(told);
    }

    @Test
    void nothingIsAnUnknownError() {
        assertThat(words.of(new byte[0])).isEqualTo("Unknown error");
    }

    @Test
    void theyAreBounded() {
        assertThat(words.of(("{\"detail\":\"" + "a".repeat(10_000) + "\"}").getBytes(StandardCharsets.UTF_8)))
                .hasSize(500);
    }
}
