package io.decart4j.media.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.media.AudioFrame;
import io.decart4j.media.file.MediaFileException;
import io.decart4j.media.testing.CountedFrames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class SoundTest {

    @TempDir
    Path folder;

    @Test
    void aWavFileComesInPiecesOfTenMillisecondsFilledUpAtTheEnd() throws IOException {
        Path file = wav(new AudioFormat(44_100, 16, 2, true, false), 441 * 2 + 100);
        List<AudioFrame> frames = WavFile.frames(file)
                .collectList()
                .blockOptional(CountedFrames.PATIENCE)
                .orElseThrow();
        assertThat(frames).hasSize(3).allSatisfy(frame -> {
            assertThat(frame.samples()).isEqualTo(441);
            assertThat(frame.channels()).isEqualTo(2);
            assertThat(frame.sampleRate()).isEqualTo(44_100);
        });
        assertThat(frames).extracting(AudioFrame::timestampNanos).containsExactly(0L, 10_000_000L, 20_000_000L);
        assertThat(frames).extracting(AudioFrame::sequence).containsExactly(0L, 1L, 2L);
        // Byte n of the file's sound is n % 101.
        int at = (441 + 7) * 4;
        assertThat(frames.get(1).sample(7, 0)).isEqualTo((short) (at % 101 | (at + 1) % 101 << 8));
        assertThat(frames.get(1).sample(7, 1)).isEqualTo((short) ((at + 2) % 101 | (at + 3) % 101 << 8));
        assertThat(frames.get(2).sample(99, 1)).isNotZero();
        assertThat(frames.get(2).sample(100, 0)).isZero();
    }

    @Test
    void isReadAsFarAsItIsAskedForAndFromTheStartEachTime() throws IOException {
        Flux<AudioFrame> frames = WavFile.frames(wav(new AudioFormat(48_000, 16, 1, true, false), 48_000));
        for (int time = 0; time < 2; time++) {
            StepVerifier.create(frames.map(AudioFrame::sequence), 2)
                    .expectNext(0L, 1L)
                    .thenRequest(1)
                    .expectNext(2L)
                    .thenCancel()
                    .verify(CountedFrames.PATIENCE);
        }
        assertThat(frames.count().block(CountedFrames.PATIENCE)).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "48000, 8, 1, true",
        "48000, 24, 2, true",
        "48000, 16, 6, true",
        "22050, 16, 1, true",
        "4000, 16, 1, true"
    })
    void anotherFormatIsRefusedWithWhatItTakes(float rate, int bits, int channels, boolean signed) throws IOException {
        // WAV knows 8-bit samples as unsigned only.
        Path file = wav(new AudioFormat(rate, bits, channels, signed && bits > 8, false), 1000);
        StepVerifier.create(WavFile.frames(file))
                .verifyErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(MediaFileException.class)
                        .hasMessageStartingWith(file + ": takes a WAV file of 16-bit PCM")
                        .hasMessageContaining(bits + " bit"));
    }

    @Test
    void whatIsNoWavFileIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.wav"), "la la la");
        StepVerifier.create(WavFile.frames(text))
                .verifyErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(MediaFileException.class)
                        .hasMessageContaining("notes.wav: takes a WAV file"));
        StepVerifier.create(WavFile.frames(folder.resolve("missing.wav")))
                .verifyErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(MediaFileException.class)
                        .hasMessageContaining("missing.wav: cannot be read"));
    }

    @Test
    void aSineHasItsFrequencyAndIsContinuous() {
        List<AudioFrame> second =
                Tones.sine(440).take(100).collectList().blockOptional().orElseThrow();
        int rising = 0;
        int loudest = 0;
        int steepest = 0;
        short before = 0;
        for (AudioFrame frame : second) {
            assertThat(frame.samples()).isEqualTo(480);
            for (int i = 0; i < frame.samples(); i++) {
                short now = frame.sample(i, 0);
                rising += before < 0 && now >= 0 ? 1 : 0;
                loudest = Math.max(loudest, Math.abs(now));
                steepest = Math.max(steepest, Math.abs(now - before));
                before = now;
            }
        }
        assertThat(rising).isBetween(439, 440);
        assertThat(loudest).isBetween(16_370, 16_384);
        assertThat(steepest).as("no click between pieces").isLessThan(960);
    }

    @Test
    void bothChannelsSoundAlikeAndSilenceIsSilent() {
        AudioFrame stereo = Objects.requireNonNull(Tones.sine(1000, 1, 8000, 2).blockFirst());
        assertThat(stereo.sample(2, 0)).isEqualTo(stereo.sample(2, 1)).isEqualTo(Short.MAX_VALUE);
        StepVerifier.create(Tones.silence(), 2)
                .assertNext(frame -> assertThat(frame.toByteArray()).containsOnly(0))
                .assertNext(frame -> assertThat(frame.sequence()).isEqualTo(1))
                .thenCancel()
                .verify();
    }

    @Test
    void saysWhatItTakes() {
        assertThatThrownBy(() -> Tones.sine(30_000)).hasMessageContaining("hertz takes 0 to 24000");
        assertThatThrownBy(() -> Tones.sine(1, 2, 48_000, 1)).hasMessageContaining("amplitude");
        assertThatThrownBy(() -> Tones.sine(1, 1, 22_050, 1)).hasMessageContaining("sampleRate");
        assertThatThrownBy(() -> Tones.sine(1, 1, 48_000, 3)).hasMessageContaining("channels");
    }

    private Path wav(AudioFormat format, int samples) throws IOException {
        byte[] bytes = new byte[samples * format.getFrameSize()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i % 101);
        }
        Path file = folder.resolve("sound.wav");
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(bytes), format, samples),
                AudioFileFormat.Type.WAVE,
                file.toFile());
        return file;
    }
}
