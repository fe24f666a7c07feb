package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;

import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Sound of one format to interleaved 16-bit samples at 48 kHz. Used by one thread at a time. What has another layout, sample
 * format or rate than it was made for needs another one: the library reads as many planes as it was told of, whether they are
 * there or not.
 */
final class Resampler implements AutoCloseable {

    static final int RATE = 48_000;

    private final SwrContext context = new SwrContext();
    private final AVChannelLayout layout = new AVChannelLayout();
    private final int sampleFormat;
    private final int sampleRate;
    private final int channels;
    private final boolean stretches;

    /** For sound like this. */
    Resampler(AVFrame like, int channels) {
        this(like.ch_layout(), like.format(), like.sample_rate(), channels, false);
    }

    /** @param stretches whether {@link #stretch} is to work, which keeps no sample as it is */
    Resampler(AVChannelLayout from, int sampleFormat, int sampleRate, int channels, boolean stretches) {
        this.stretches = stretches;
        this.sampleFormat = sampleFormat;
        this.sampleRate = sampleRate;
        this.channels = channels;
        try (AVChannelLayout to = new AVChannelLayout()) {
            avutil.av_channel_layout_default(to, channels);
            int copied = avutil.av_channel_layout_copy(layout, from);
            int made = copied < 0
                    ? copied
                    : swresample.swr_alloc_set_opts2(
                            context, to, AV_SAMPLE_FMT_S16, RATE, from, sampleFormat, sampleRate, 0, null);
            if (made >= 0 && stretches) {
                avutil.av_opt_set_int(context, "flags", swresample.SWR_FLAG_RESAMPLE, 0);
            }
            int ready = made < 0 ? made : swresample.swr_init(context);
            if (ready < 0) {
                close();
                throw new IllegalArgumentException("no way to 48 kHz: " + Natives.text(ready));
            }
        }
    }

    boolean stretches() {
        return stretches;
    }

    /** Makes the next second of sound so many samples longer, or shorter when it is negative. */
    void stretch(int samples) {
        int set = swresample.swr_set_compensation(context, samples, RATE);
        if (set < 0) {
            throw new IllegalStateException("cannot stretch: " + Natives.text(set));
        }
    }

    /** Whether it was made for sound of this form. */
    boolean takes(AVFrame sound) {
        return takes(sound.ch_layout(), sound.format(), sound.sample_rate());
    }

    boolean takes(AVChannelLayout from, int format, int rate) {
        return format == sampleFormat && rate == sampleRate && avutil.av_channel_layout_compare(layout, from) == 0;
    }

    /**
     * The frame stays the caller's.
     *
     * @throws IllegalArgumentException for sound that it does not {@link #takes take}
     */
    byte[] convert(AVFrame sound) {
        if (!takes(sound)) {
            throw new IllegalArgumentException("sound of another form than this converter was made for");
        }
        return run(sound.extended_data(), sound.nb_samples());
    }

    byte[] convert(byte[] interleaved, int samples) {
        try (BytePointer bytes = new BytePointer(interleaved);
                PointerPointer<Pointer> planes = new PointerPointer<>(1)) {
            return run(planes.put(0, bytes), samples);
        }
    }

    /** What the filter still holds. */
    byte[] rest() {
        try (PointerPointer<Pointer> none = new PointerPointer<>()) {
            return run(none, 0);
        }
    }

    @Override
    public void close() {
        if (!layout.isNull()) {
            swresample.swr_free(context);
            avutil.av_channel_layout_uninit(layout);
            layout.close();
        }
    }

    private byte[] run(PointerPointer<?> planes, int samples) {
        int most = Math.max(1, swresample.swr_get_out_samples(context, samples));
        try (BytePointer out = new BytePointer((long) most * 2 * channels);
                PointerPointer<Pointer> plane = new PointerPointer<>(1)) {
            int count = swresample.swr_convert(context, plane.put(0, out), most, planes, samples);
            if (count < 0) {
                throw new IllegalStateException("cannot resample: " + Natives.text(count));
            }
            byte[] pcm = new byte[count * 2 * channels];
            out.get(pcm);
            return pcm;
        }
    }
}
