package io.decart4j.ffmpeg;

import io.decart4j.media.AudioFrame;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** The sound of a file in pieces of 10 ms from the first picture's time on. */
final class AudioReader implements Source<AudioFrame> {

    private static final int PIECE = Resampler.RATE / 100;
    private static final long PIECE_NANOS = Clock.SECOND / 100;
    private static final int TOLERANCE = Resampler.RATE / 50;

    private final ReadOptions options;
    private final Passes passes;
    private final int channels;
    private final PcmLine line;
    private final CurrentResampler resamplers;
    private long sequence;
    private boolean ended;

    AudioReader(Path file, ReadOptions options) {
        this.options = options;
        this.passes = new Passes(file, avutil.AVMEDIA_TYPE_AUDIO, options.loop());
        int stored = passes.decoder().stream().codecpar().ch_layout().nb_channels();
        this.channels = Math.max(1, Math.min(2, stored));
        this.line = new PcmLine(channels, TOLERANCE);
        this.resamplers = new CurrentResampler(line);
    }

    @Override
    public @Nullable AudioFrame next() {
        while (line.available() < PIECE && !ended) {
            AVFrame decoded = passes.next();
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
        return AudioFrame.of(pcm, Resampler.RATE, channels, startNanos(sequence), sequence++);
    }

    /** When the piece of this number begins. */
    static long startNanos(long piece) {
        return piece * PIECE_NANOS;
    }

    @Override
    public void close() {
        resamplers.close();
        passes.close();
        options.report().accept(passes.reading(Reading.Track.AUDIO, sequence));
    }

    private void put(AVFrame decoded) {
        try {
            byte[] pcm = resamplers
                    .of(current -> current.takes(decoded), () -> new Resampler(decoded, channels))
                    .convert(decoded);
            long nanos = passes.decoder().nanos(decoded);
            if (nanos == Decoder.UNTIMED) {
                line.put(pcm);
            } else {
                line.put(Clock.units(passes.startNanos() + nanos, Resampler.RATE), pcm);
            }
        } finally {
            avutil.av_frame_free(decoded);
        }
    }

    private void endOfPass() {
        resamplers.end();
        if (passes.again()) {
            line.fit(Clock.units(passes.startNanos(), Resampler.RATE));
        } else {
            line.fit((line.position() + PIECE - 1) / PIECE * PIECE);
            ended = true;
        }
    }
}
