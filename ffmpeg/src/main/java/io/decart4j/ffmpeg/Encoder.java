package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** One encoder and its stream of a file. Settings first, then {@link #open}. */
final class Encoder implements AutoCloseable {

    private final Path file;
    private final Muxer muxer;
    private final AVCodec codec;
    private final AVCodecContext context;
    private final AVStream stream;
    private final AVPacket packet = av_packet_alloc();
    private long moved;
    private boolean closed;

    Encoder(Path file, Muxer muxer, AVCodec codec) {
        this.file = file;
        this.muxer = muxer;
        this.codec = codec;
        this.stream = muxer.addStream();
        this.context = avcodec_alloc_context3(codec);
    }

    AVCodecContext settings() {
        return context;
    }

    /** Options that the encoder does not know are ignored. */
    void open(Map<String, String> options) {
        if (muxer.wantsGlobalHeader()) {
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        AVDictionary dictionary = new AVDictionary();
        try {
            options.forEach((name, value) -> avutil.av_dict_set(dictionary, name, value, 0));
            String name = codec.name().getString();
            int opened = avcodec_open2(context, codec, dictionary);
            Natives.check(opened, file, Problem.NOT_ENCODABLE, name + " does not take this");
        } finally {
            avutil.av_dict_free(dictionary);
        }
        avcodec_parameters_from_context(stream.codecpar(), context);
        stream.time_base(context.time_base());
    }

    /**
     * Encodes and writes; null at the end. The frame stays the caller's.
     *
     * @param duration of a packet, where the encoder does not say
     * @param more how many times more the packet that comes is written, one behind the other; what is encoded after it is moved by that
     * @return whether there was a packet
     */
    boolean encode(@Nullable AVFrame frame, long duration, long more) {
        int sent = avcodec_send_frame(context, frame);
        Natives.check(sent, file, Problem.NOT_ENCODABLE, "cannot be encoded");
        boolean came = false;
        while (true) {
            int received = avcodec_receive_packet(context, packet);
            if (received == AVERROR_EAGAIN() || received == avutil.AVERROR_EOF()) {
                return came;
            }
            Natives.check(received, file, Problem.NOT_ENCODABLE, "cannot be encoded");
            packet.stream_index(stream.index());
            if (packet.duration() == 0) {
                packet.duration(duration);
            }
            packet.pts(packet.pts() + moved);
            packet.dts(packet.dts() + moved);
            if (came || more == 0) {
                write();
            } else {
                write(more);
            }
            came = true;
        }
    }

    private void write(long more) {
        AVPacket again = av_packet_alloc();
        try {
            long lasts = packet.duration();
            refer(again, packet);
            write();
            for (long i = 1; i <= more; i++) {
                refer(packet, again);
                packet.pts(again.pts() + i * lasts);
                packet.dts(again.dts() + i * lasts);
                write();
            }
            moved += more * lasts;
        } finally {
            av_packet_free(again);
        }
    }

    private static void refer(AVPacket to, AVPacket from) {
        if (av_packet_ref(to, from) < 0) {
            throw new OutOfMemoryError("no native memory for a packet");
        }
    }

    private void write() {
        av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
        muxer.write(packet);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            av_packet_free(packet);
            avcodec_free_context(context);
        }
    }
}
