package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Decodes one stream of a file from its beginning to its end. Used by one thread at a time. */
final class Decoder implements AutoCloseable {

    private final Demuxer demuxer;
    private final int index;
    private final AVCodecContext context;
    private final AVRational timeBase;
    private final long startNanos;
    private final AVPacket packet = av_packet_alloc();
    private boolean flushing;
    private boolean closed;

    private Decoder(Demuxer demuxer, int index, AVCodecContext context) {
        this.demuxer = demuxer;
        this.index = index;
        this.context = context;
        this.timeBase = demuxer.stream(index).time_base();
        this.startNanos = demuxer.startNanos();
        for (int other = 0; other < demuxer.streams(); other++) {
            if (other != index) {
                demuxer.stream(other).discard(AVDISCARD_ALL);
            }
        }
    }

    /** The best stream of a kind, {@code AVMEDIA_TYPE_VIDEO} or {@code AVMEDIA_TYPE_AUDIO}. */
    static Decoder open(Path file, int mediaType) {
        Demuxer demuxer = Demuxer.open(file);
        AVCodecContext context = null;
        try {
            Problem missing = mediaType == avutil.AVMEDIA_TYPE_VIDEO ? Problem.NO_VIDEO : Problem.NO_AUDIO;
            int index = Natives.check(demuxer.best(mediaType), file, missing, "no stream of this kind");
            AVCodec codec =
                    avcodec_find_decoder(demuxer.stream(index).codecpar().codec_id());
            if (codec == null) {
                throw new MediaFileException(missing, file, "no decoder for its codec");
            }
            context = avcodec_alloc_context3(codec);
            avcodec_parameters_to_context(context, demuxer.stream(index).codecpar());
            context.pkt_timebase(demuxer.stream(index).time_base());
            Natives.check(avcodec_open2(context, codec, (PointerPointer<?>) null), file, missing, "no decoder");
            return new Decoder(demuxer, index, context);
        } catch (Throwable e) {
            if (context != null) {
                avcodec_free_context(context);
            }
            demuxer.close();
            throw e;
        }
    }

    Demuxer demuxer() {
        return demuxer;
    }

    int streamIndex() {
        return index;
    }

    /** The next picture or piece of sound, freed by the caller; null at the end. */
    @Nullable
    AVFrame next() {
        AVFrame frame = avutil.av_frame_alloc();
        try {
            while (true) {
                int received = avcodec_receive_frame(context, frame);
                if (received >= 0) {
                    AVFrame decoded = frame;
                    frame = null;
                    return decoded;
                }
                if (received == avutil.AVERROR_EOF()) {
                    return null;
                }
                if (received != AVERROR_EAGAIN()) {
                    throw damaged(received);
                }
                feed();
            }
        } finally {
            if (frame != null) {
                avutil.av_frame_free(frame);
            }
        }
    }

    /** When this frame is due after the file's beginning, in nanoseconds; negative when it does not say. */
    long nanos(AVFrame frame) {
        long time = frame.best_effort_timestamp();
        return time == avutil.AV_NOPTS_VALUE ? -1 : Clock.nanos(time, timeBase) - startNanos;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        av_packet_free(packet);
        avcodec_free_context(context);
        demuxer.close();
    }

    private void feed() {
        while (!flushing) {
            if (!demuxer.read(packet)) {
                flushing = true;
                avcodec_send_packet(context, null);
                return;
            }
            try {
                if (packet.stream_index() == index) {
                    int sent = avcodec_send_packet(context, packet);
                    if (sent < 0) {
                        throw damaged(sent);
                    }
                    return;
                }
            } finally {
                av_packet_unref(packet);
            }
        }
    }

    private MediaFileException damaged(int error) {
        return new MediaFileException(Problem.DAMAGED, demuxer.file(), "cannot be decoded on: " + Natives.text(error));
    }
}
