package io.decart4j.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** A frame of silence, and its memory. */
record Sound(AVFrame frame) implements AutoCloseable {

    Sound(int format, int rate, int channels) {
        this(avutil.av_frame_alloc());
        frame.nb_samples(480);
        frame.format(format);
        frame.sample_rate(rate);
        avutil.av_channel_layout_default(frame.ch_layout(), channels);
        Footage.check(avutil.av_frame_get_buffer(frame, 0));
        avutil.av_samples_set_silence(frame.extended_data(), 0, 480, channels, format);
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
    }
}
