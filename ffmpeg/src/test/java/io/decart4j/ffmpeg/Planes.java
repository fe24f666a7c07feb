package io.decart4j.ffmpeg;

import java.util.function.IntPredicate;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** What is put into frames of any format. */
final class Planes {

    private Planes() {}

    /** One colour; formats of more than 8 bits have two bytes a value. */
    static void fill(AVFrame frame, int... values) {
        String name = avutil.av_get_pix_fmt_name(frame.format()).getString();
        boolean wide = name.matches(".*1[026]le");
        for (int plane = 0; plane < (name.startsWith("gray") ? 1 : 3); plane++) {
            boolean halved = plane > 0 && name.contains("420");
            int rows = halved ? (frame.height() + 1) / 2 : frame.height();
            BytePointer data = frame.data(plane);
            int stride = frame.linesize(plane);
            byte[] row = new byte[stride];
            for (int i = 0; i < stride; i++) {
                row[i] = (byte) (wide && i % 2 == 1 ? values[plane] >> 8 : values[plane]);
            }
            for (int y = 0; y < rows; y++) {
                data.position((long) y * stride).put(row);
            }
            data.position(0);
        }
    }

    /** A sine, in 16 bits or floating point, interleaved or not. */
    static void tone(AVFrame frame, long from, double hertz, IntPredicate channels) {
        int format = frame.format();
        boolean planar = avutil.av_sample_fmt_is_planar(format) != 0;
        boolean real = avutil.av_get_bytes_per_sample(format) == 4;
        int count = frame.ch_layout().nb_channels();
        for (int i = 0; i < frame.nb_samples(); i++) {
            double value = 0.4 * Math.sin(2 * Math.PI * hertz * (from + i) / frame.sample_rate());
            for (int channel = 0; channel < count; channel++) {
                double own = channels.test(channel) ? value : 0;
                BytePointer data = new BytePointer(frame.extended_data().get(planar ? channel : 0));
                long index = planar ? i : (long) i * count + channel;
                if (real) {
                    data.putFloat(index * 4, (float) own);
                } else {
                    data.putShort(index * 2, (short) (own * 32767));
                }
            }
        }
    }
}
