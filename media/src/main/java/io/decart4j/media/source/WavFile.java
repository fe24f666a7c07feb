package io.decart4j.media.source;

import io.decart4j.media.AudioFrame;
import io.decart4j.media.file.MediaFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Sound out of a WAV file; needs no sound card. */
public final class WavFile {

    private static final String TAKES =
            "takes a WAV file of 16-bit PCM, mono or stereo, 8000 to 192000 Hz and a multiple" + " of 100";

    private WavFile() {}

    /**
     * The file in pieces of 10 ms, the last one filled up with silence, as fast as they are asked for; with the sample rate
     * and the channels that it has. Read on {@code Schedulers.boundedElastic()}, anew for each subscription.
     *
     * <p>Errors with {@link MediaFileException} when there is no such file, or it holds something else: anything but 16-bit
     * PCM, more than two channels, a rate at which 10 ms are no whole number of samples.
     */
    public static Flux<AudioFrame> frames(Path file) {
        return Flux.<AudioFrame, Pieces>generate(
                        () -> Pieces.open(file),
                        (pieces, sink) -> {
                            byte[] pcm = pieces.next();
                            if (pcm.length == 0) {
                                sink.complete();
                            } else {
                                sink.next(pieces.frame(pcm));
                            }
                            return pieces;
                        },
                        Pieces::close)
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** An open file. */
    private static final class Pieces {
        private final Path file;
        private final AudioInputStream in;
        private final int rate;
        private final int channels;
        private final int length;
        private long sequence;

        private Pieces(Path file, AudioInputStream in) {
            this.file = file;
            this.in = in;
            AudioFormat format = in.getFormat();
            rate = (int) format.getSampleRate();
            channels = format.getChannels();
            length = rate / 100 * channels * 2;
        }

        static Pieces open(Path file) {
            InputStream bytes;
            AudioInputStream in;
            try {
                bytes = Files.newInputStream(file);
            } catch (IOException e) {
                throw new MediaFileException(file, "cannot be read", e);
            }
            try {
                in = AudioSystem.getAudioInputStream(new BufferedInputStream(bytes));
            } catch (UnsupportedAudioFileException e) {
                close(bytes);
                throw new MediaFileException(file, TAKES + "; this is none", e);
            } catch (IOException e) {
                close(bytes);
                throw new MediaFileException(file, "cannot be read", e);
            }
            Pieces pieces = new Pieces(file, in);
            if (!fits(in.getFormat())) {
                pieces.close();
                throw new MediaFileException(file, TAKES + "; this is " + in.getFormat(), null);
            }
            return pieces;
        }

        private static boolean fits(AudioFormat format) {
            float rate = format.getSampleRate();
            return format.getEncoding().equals(AudioFormat.Encoding.PCM_SIGNED)
                    && format.getSampleSizeInBits() == 16
                    && !format.isBigEndian()
                    && (format.getChannels() == 1 || format.getChannels() == 2)
                    && rate >= 8_000
                    && rate <= 192_000
                    && rate % 100 == 0;
        }

        byte[] next() {
            try {
                byte[] pcm = in.readNBytes(length);
                // A file that was cut off may end within a sample.
                return pcm.length == 0 || pcm.length == length ? pcm : Arrays.copyOf(pcm, length);
            } catch (IOException e) {
                throw new MediaFileException(file, "cannot be read", e);
            }
        }

        AudioFrame frame(byte[] pcm) {
            long number = sequence++;
            return AudioFrame.of(pcm, rate, channels, number * 10_000_000, number);
        }

        void close() {
            close(in);
        }

        private static void close(InputStream read) {
            try {
                read.close();
            } catch (IOException e) {
                // It was only read.
            }
        }
    }
}
