package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
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

    /** Encodes and writes; null at the end. The frame stays the caller's. */
    void encode(@Nullable AVFrame frame, long duration) {
        int sent = avcodec_send_frame(context, frame);
        Natives.check(sent, file, Problem.NOT_ENCODABLE, "cannot be encoded");
        while (true) {
            int received = avcodec_receive_packet(context, packet);
            if (received == AVERROR_EAGAIN() || received == avutil.AVERROR_EOF()) {
                return;
            }
            Natives.check(received, file, Problem.NOT_ENCODABLE, "cannot be encoded");
            packet.stream_index(stream.index());
            if (packet.duration() == 0) {
                packet.duration(duration);
            }
            av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
            muxer.write(packet);
        }
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
