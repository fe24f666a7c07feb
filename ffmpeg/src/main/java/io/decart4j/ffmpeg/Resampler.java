package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;

import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** Sound of one format to interleaved 16-bit samples at 48 kHz. Used by one thread at a time. */
final class Resampler implements AutoCloseable {

    static final int RATE = 48_000;

    private final SwrContext context = new SwrContext();
    private final int channels;

    Resampler(AVChannelLayout from, int sampleFormat, int sampleRate, int channels) {
        this.channels = channels;
        try (AVChannelLayout to = new AVChannelLayout()) {
            avutil.av_channel_layout_default(to, channels);
            int made = swresample.swr_alloc_set_opts2(
                    context, to, AV_SAMPLE_FMT_S16, RATE, from, sampleFormat, sampleRate, 0, null);
            int ready = made < 0 ? made : swresample.swr_init(context);
            if (ready < 0) {
                close();
                throw new IllegalArgumentException("no way to 48 kHz: " + Natives.text(ready));
            }
        }
    }

    byte[] convert(PointerPointer<?> planes, int samples) {
        return run(planes, samples);
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
        swresample.swr_free(context);
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
