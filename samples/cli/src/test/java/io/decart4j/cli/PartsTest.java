package io.decart4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class PartsTest {

    @ParameterizedTest
    @CsvSource({"10,PT10S", "2.5s,PT2.5S", "500ms,PT0.5S", "2m,PT2M", "1h,PT1H", "PT3S,PT3S", "3000000h,PT876000H"})
    void times(String text, Duration value) {
        assertThat(new Converters.Time().convert(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "10 s", "1d", "x", "99999999999", "-PT1S"})
    void noTimes(String text) {
        assertThatThrownBy(() -> new Converters.Time().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void sizes() {
        assertThat(new Converters.Picture().convert("640X360")).isEqualTo(new Size(640, 360));
    }

    /** A session tells this late: what can be encoded is known when the media library is loaded. */
    @Test
    void codecsOfTheMediaLibraryAreNamedAsTheyAreTyped() {
        InvalidOptionException thrown = new InvalidOptionException(
                ErrorCode.INVALID_OPTIONS,
                "preferredVideoCodec",
                "preferredVideoCodec takes what the media library of this machine can encode, VP8, AV1, not H264");

        assertThat(Failure.text(thrown))
                .isEqualTo("--codec takes what the media library of this machine can encode, vp8, av1, not h264");
    }

    @Test
    void aPictureThatCannotBeFetchedIsThatOfTheOption() {
        assertThat(Failure.text(new InvalidOptionException(
                        ErrorCode.INVALID_INPUT, "image", "Failed to fetch image: 404 Not Found")))
                .isEqualTo("--image: Failed to fetch image: 404 Not Found");
    }

    @Test
    void typedLines() {
        assertThat(Instruction.parse("  PROMPT  a  b ")).isEqualTo(new Instruction("prompt", "a  b"));
        assertThat(Instruction.parse("").isBlank()).isTrue();
        assertThat(Instruction.parse("quit").isQuit()).isTrue();
    }

    @Test
    void keysAreHiddenWhoeverQuotesThem() {
        Secrets secrets = Secrets.none().and(" my key ");
        assertThat(secrets.hide("got 'my key', \"dct_1\" and ek-2, not desk_top"))
                .isEqualTo("got '***', \"***\" and ***, not desk_top");
    }
}
