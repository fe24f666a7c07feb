package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;

import io.decart4j.media.AudioFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/** The sound of a recording, 48 kHz stereo whatever comes in. */
final class AudioTrack implements AutoCloseable {

    private static final int CHANNELS = 2;
    private static final long BIT_RATE = 128_000;

    /**
     * After so many packets of silence each is as the one before it: nothing of the sound before is in it. What follows is that packet
     * again, which costs next to nothing. None at all would be a gap, and some players do not wait for what follows one. An Opus
     * encoder still hears the end of its own filter after 0.2 s, and gives that more bytes than a tone; a second later it needs three.
     */
    private static final int SETTLED = 50;

    private final Encoder encoder;
    private final PcmLine line;
    private final SoundClock clock = new SoundClock();
    private final SoundGap gap = new SoundGap();
    private final boolean planar;
    private final CurrentResampler resamplers;
    private long encoded;
    private long repeated;
    private int silent;

    /** Frames that come {@code toleranceNanos} off their time are taken as meant to follow the one before. */
    AudioTrack(Path file, Muxer muxer, Container container, long toleranceNanos) {
        AVCodec codec = container.audioEncoder(file);
        planar = !"libopus".equals(codec.name().getString());
        line = new PcmLine(CHANNELS, Clock.units(toleranceNanos, Resampler.RATE));
        resamplers = new CurrentResampler(line);
        encoder = new Encoder(file, muxer, codec);
        try (AVRational unit = new AVRational().num(1).den(Resampler.RATE)) {
            AVCodecContext settings = encoder.settings();
            settings.sample_rate(Resampler.RATE);
            settings.sample_fmt(planar ? AV_SAMPLE_FMT_FLTP : AV_SAMPLE_FMT_S16);
            avutil.av_channel_layout_default(settings.ch_layout(), CHANNELS);
            settings.bit_rate(BIT_RATE);
            settings.time_base(unit);
            encoder.open(Map.of());
        } catch (Throwable e) {
            encoder.close();
            throw e;
        }
    }

    /** Time from the first picture on; what is before it is cut. */
    void write(AudioFrame frame, long nanos) {
        long at = Clock.units(nanos, Resampler.RATE);
        if (gap.isOpen() && !gap.isFollowedBy(frame)) {
            closeGap();
        }
        long late = at - line.position();
        if (gap.isOpen() || (late > SoundGap.FAR && clock.isNext(frame.sequence()))) {
            gap.hold(frame, late);
            if (gap.isClear()) {
                closeGap();
            }
        } else {
            place(frame, at);
        }
        encode(encoder.settings().frame_size());
    }

    private void closeGap() {
        long missing = gap.missing();
        while (gap.isOpen()) {
            place(gap.next(), line.position() + missing);
            missing = missing > SoundGap.FAR ? 0 : missing;
        }
    }

    private void place(AudioFrame frame, long at) {
        long end = line.position();
        long place = clock.place(at, end, frame.sequence());
        byte[] pcm = stereo(frame);
        if (place == end && end > 0) {
            line.put(pcm);
        } else {
            line.put(place, pcm);
        }
    }

    /** The end of the sound so far, in nanoseconds. */
    long endNanos() {
        return Clock.nanos(line.position(), Resampler.RATE);
    }

    long samples() {
        return encoded + repeated;
    }

    /** Cuts what is beyond the last picture. */
    void finish(long endNanos) {
        closeGap();
        line.fit(Math.max(samples(), Math.min(line.position(), Clock.units(endNanos, Resampler.RATE))));
        encode(encoder.settings().frame_size());
        encode((int) line.available());
        encoder.encode(null, 0, 0);
    }

    @Override
    public void close() {
        resamplers.close();
        encoder.close();
    }

    private byte[] stereo(AudioFrame frame) {
        boolean stretches = clock.isCorrecting();
        if (!stretches && frame.sampleRate() == Resampler.RATE && frame.channels() == CHANNELS) {
            resamplers.end(); // what it holds belongs behind the sound before
            return frame.toByteArray();
        }
        Resampler to = resampler(frame.sampleRate(), frame.channels(), stretches);
        if (stretches) {
            to.stretch(clock.correction());
        }
        return to.convert(frame.toByteArray(), frame.samples());
    }

    private Resampler resampler(int rate, int channels, boolean stretches) {
        try (AVChannelLayout layout = new AVChannelLayout()) {
            avutil.av_channel_layout_default(layout, channels);
            return resamplers.of(
                    current -> current.stretches() == stretches && current.takes(layout, AV_SAMPLE_FMT_S16, rate),
                    () -> new Resampler(layout, AV_SAMPLE_FMT_S16, rate, CHANNELS, stretches));
        }
    }

    private void encode(int samples) {
        boolean whole = samples == encoder.settings().frame_size();
        long silence = line.silence();
        for (byte[] pcm = samples == 0 ? null : line.take(samples); pcm != null; pcm = line.take(samples)) {
            silent = silence >= samples ? silent + 1 : 0;
            long more = whole && silent > SETTLED ? silence / samples - 1 : 0;
            if (encode(pcm, samples, more)) {
                line.skip(more * samples);
                repeated += more * samples;
            }
            silence = line.silence();
        }
    }

    /** Whether the packet was written so many times more. */
    private boolean encode(byte[] pcm, int samples, long more) {
        AVFrame piece = piece(pcm, samples);
        try {
            piece.pts(encoded);
            encoded += samples;
            return encoder.encode(piece, samples, more) && more > 0;
        } finally {
            avutil.av_frame_free(piece);
        }
    }

    private AVFrame piece(byte[] pcm, int samples) {
        AVFrame frame = avutil.av_frame_alloc();
        frame.nb_samples(samples);
        frame.sample_rate(Resampler.RATE);
        frame.format(encoder.settings().sample_fmt());
        avutil.av_channel_layout_default(frame.ch_layout(), CHANNELS);
        if (avutil.av_frame_get_buffer(frame, 0) < 0) {
            avutil.av_frame_free(frame);
            throw new OutOfMemoryError("no native memory for a piece of sound");
        }
        if (!planar) {
            new BytePointer(frame.data(0)).put(pcm);
            return frame;
        }
        ByteBuffer from = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        for (int channel = 0; channel < CHANNELS; channel++) {
            float[] values = new float[samples];
            for (int i = 0; i < samples; i++) {
                values[i] = from.getShort((i * CHANNELS + channel) * 2) / 32768f;
            }
            new FloatPointer(frame.data(channel)).put(values);
        }
        return frame;
    }
}
