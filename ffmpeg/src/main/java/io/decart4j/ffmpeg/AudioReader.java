package io.decart4j.ffmpeg;

import io.decart4j.media.AudioFrame;
import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** The sound of a file in pieces of 10 ms from the first picture's time on. */
final class AudioReader implements Source<AudioFrame> {

    private static final int PIECE = Resampler.RATE / 100;
    private static final int TOLERANCE = Resampler.RATE / 50;

    private final Path file;
    private final Duration duration;
    private final boolean loop;
    private Decoder decoder;
    private @Nullable Resampler resampler;
    private final int channels;
    private final PcmLine line;
    private long passStart;
    private long sequence;
    private boolean ended;

    AudioReader(Path file, MediaInfo info, ReadOptions options) {
        this.file = file;
        this.duration = info.duration();
        this.loop = options.loop();
        this.decoder = Decoder.open(file, avutil.AVMEDIA_TYPE_AUDIO);
        this.channels = Math.min(
                2,
                decoder.demuxer().stream(decoder.streamIndex())
                        .codecpar()
                        .ch_layout()
                        .nb_channels());
        this.line = new PcmLine(channels, TOLERANCE);
    }

    @Override
    public @Nullable AudioFrame next() {
        while (line.available() < PIECE && !ended) {
            AVFrame decoded = decoder.next();
            if (decoded != null) {
                put(decoded);
            } else {
                endOfPass();
            }
        }
        byte[] pcm = line.take(PIECE);
        if (pcm == null) {
            return null;
        }
        long at = sequence * PIECE * Clock.SECOND / Resampler.RATE;
        return AudioFrame.of(pcm, Resampler.RATE, channels, at, sequence++);
    }

    @Override
    public void close() {
        if (resampler != null) {
            resampler.close();
        }
        decoder.close();
    }

    private void put(AVFrame decoded) {
        try {
            Resampler to = resampler;
            if (to == null) {
                to = new Resampler(decoded.ch_layout(), decoded.format(), decoded.sample_rate(), channels);
                resampler = to;
            }
            long nanos = decoder.nanos(decoded);
            boolean timed = decoded.best_effort_timestamp() != avutil.AV_NOPTS_VALUE;
            byte[] pcm = to.convert(decoded.extended_data(), decoded.nb_samples());
            if (timed) {
                line.put(passStart + Clock.units(nanos, Resampler.RATE), pcm);
            } else {
                line.put(pcm);
            }
        } finally {
            avutil.av_frame_free(decoded);
        }
    }

    private void endOfPass() {
        if (resampler != null) {
            line.put(resampler.rest());
            resampler.close();
            resampler = null;
        }
        boolean empty = line.position() == passStart;
        if (loop && !empty) {
            // As long as the pictures, so that both go round together.
            passStart =
                    duration.isZero() ? line.position() : passStart + Clock.units(duration.toNanos(), Resampler.RATE);
            line.fit(passStart);
            decoder.close();
            decoder = Decoder.open(file, avutil.AVMEDIA_TYPE_AUDIO);
        } else {
            line.fit((line.position() + PIECE - 1) / PIECE * PIECE);
            ended = true;
        }
    }
}
