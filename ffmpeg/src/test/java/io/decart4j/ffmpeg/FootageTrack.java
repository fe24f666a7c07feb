package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;

import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** One encoder of {@link Footage}. */
final class FootageTrack {

    private final AVFormatContext file;
    private final AVStream stream;
    private final AVCodecContext codec;
    private final AVPacket packet = av_packet_alloc();
    private IntPredicate damaged = number -> false;
    private int packets;
    private long next;
    private long duration;

    FootageTrack(AVFormatContext file, String encoder, Consumer<AVCodecContext> settings) {
        this.file = file;
        AVCodec found = avcodec_find_encoder_by_name(encoder);
        if (found == null) {
            throw new AssertionError("no encoder " + encoder);
        }
        codec = avcodec_alloc_context3(found);
        settings.accept(codec);
        if ((file.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0) {
            codec.flags(codec.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        codec.strict_std_compliance(-2);
        Footage.check(avcodec_open2(codec, found, (PointerPointer<?>) null));
        stream = avformat.avformat_new_stream(file, null);
        Footage.check(avcodec_parameters_from_context(stream.codecpar(), codec));
        stream.time_base(codec.time_base());
        stream.avg_frame_rate(codec.framerate());
        stream.sample_aspect_ratio(codec.sample_aspect_ratio());
    }

    AVStream stream() {
        return stream;
    }

    /** What is inside the packets of these numbers is overwritten, all but the first bytes. */
    FootageTrack damaging(IntPredicate numbers) {
        damaged = numbers;
        return this;
    }

    /** A picture of one colour, in the values of the encoder's pixel format, 8 bits or 10. */
    FootageTrack picture(long time, long lasts, int y, int u, int v) {
        AVFrame frame = avutil.av_frame_alloc();
        frame.format(codec.pix_fmt());
        frame.width(codec.width());
        frame.height(codec.height());
        Footage.check(avutil.av_frame_get_buffer(frame, 0));
        Planes.fill(frame, y, u, v);
        frame.color_range(codec.color_range());
        frame.colorspace(codec.colorspace());
        frame.color_primaries(codec.color_primaries());
        frame.color_trc(codec.color_trc());
        frame.duration(lasts);
        encode(frame, time, lasts);
        return this;
    }

    /** So many seconds of a tone in all channels, behind what was before; rounded up to frames of the encoder. */
    FootageTrack tone(double hertz, double seconds) {
        return tone(hertz, seconds, channel -> true);
    }

    /** The same in some channels, silence in the others. */
    FootageTrack tone(double hertz, double seconds, IntPredicate channels) {
        long end = next + Math.round(seconds * codec.sample_rate());
        int size = codec.frame_size() > 0 ? codec.frame_size() : 1024;
        while (next < end) {
            int samples = codec.frame_size() > 0 ? size : (int) Math.min(size, end - next);
            AVFrame frame = avutil.av_frame_alloc();
            frame.nb_samples(samples);
            frame.format(codec.sample_fmt());
            frame.sample_rate(codec.sample_rate());
            avutil.av_channel_layout_copy(frame.ch_layout(), codec.ch_layout());
            Footage.check(avutil.av_frame_get_buffer(frame, 0));
            Planes.tone(frame, next, hertz, channels);
            encode(frame, next, samples);
            next += samples;
        }
        return this;
    }

    /** Goes on at this time, in samples. */
    FootageTrack at(long time) {
        next = time;
        return this;
    }

    void end() {
        encode(null, 0, duration);
    }

    void close() {
        av_packet_free(packet);
        avcodec_free_context(codec);
    }

    private void encode(@Nullable AVFrame frame, long time, long lasts) {
        duration = lasts;
        if (frame != null) {
            frame.pts(time);
        }
        Footage.check(avcodec_send_frame(codec, frame));
        if (frame != null) {
            avutil.av_frame_free(frame);
        }
        while (avcodec_receive_packet(codec, packet) >= 0) {
            packet.stream_index(stream.index());
            if (packet.duration() == 0) {
                packet.duration(lasts);
            }
            if (damaged.test(packets++)) {
                for (int i = Math.min(12, packet.size() / 2); i < packet.size(); i++) {
                    packet.data().position(i).put((byte) (i * 37 + 11));
                }
            }
            av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
            Footage.check(avformat.av_interleaved_write_frame(file, packet));
        }
    }
}
