package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Decodes one stream of a file from its beginning to its end. Used by one thread at a time. */
final class Decoder implements AutoCloseable {

    /** The time of a frame that does not say. */
    static final long UNTIMED = Long.MIN_VALUE;

    private final Demuxer demuxer;
    private final int index;
    private final AVCodecContext context;
    private final AVRational timeBase;
    private final long startNanos;
    private final Timeline timeline;
    private final Damage damage;
    private final @Nullable GifDelays gif;
    private final AVPacket packet;
    private boolean flushing;
    private boolean closed;

    private Decoder(Demuxer demuxer, int index, AVCodecContext context, boolean measured) {
        this.demuxer = demuxer;
        this.index = index;
        this.context = context;
        this.timeBase = demuxer.stream(index).time_base();
        this.startNanos = demuxer.startNanos();
        this.timeline = new Timeline(demuxer.context().iformat(), demuxer.endNanos());
        this.damage = new Damage(demuxer.file());
        this.gif = demuxer.isGif() ? new GifDelays() : null;
        boolean both = measured || Timeline.isSequence(demuxer.context().iformat());
        int video = demuxer.best(avutil.AVMEDIA_TYPE_VIDEO);
        int audio = demuxer.best(avutil.AVMEDIA_TYPE_AUDIO);
        for (int stream = 0; stream < demuxer.streams(); stream++) {
            if (stream == index || (both && (stream == video || stream == audio))) {
                timeline.add(stream, demuxer.stream(stream).time_base(), demuxer.pictureNanos(stream));
            } else {
                demuxer.stream(stream).discard(AVDISCARD_ALL);
            }
        }
        this.packet = av_packet_alloc();
    }

    /**
     * The best stream of a kind, {@code AVMEDIA_TYPE_VIDEO} or {@code AVMEDIA_TYPE_AUDIO}.
     *
     * @param measured whether {@link #lengthNanos} is to be told at the end, for which the packets of picture and sound are read
     */
    static Decoder open(Path file, int mediaType, boolean measured) {
        Demuxer demuxer = Demuxer.open(file);
        AVCodecContext context = null;
        try {
            Problem missing = mediaType == avutil.AVMEDIA_TYPE_VIDEO ? Problem.NO_VIDEO : Problem.NO_AUDIO;
            int index = Natives.check(demuxer.best(mediaType), file, missing, "no stream of this kind");
            context = Codecs.decoder(demuxer, index, missing);
            return new Decoder(demuxer, index, context, measured);
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

    AVStream stream() {
        return demuxer.stream(index);
    }

    boolean isCoverArt() {
        return demuxer.isCoverArt(index);
    }

    /** The next picture or piece of sound, freed by the caller; null at the end. */
    @Nullable
    AVFrame next() {
        AVFrame frame = avutil.av_frame_alloc();
        try {
            while (true) {
                int received = avcodec_receive_frame(context, frame);
                if (received >= 0) {
                    damage.over();
                    AVFrame decoded = frame;
                    frame = null;
                    return decoded;
                }
                if (received == avutil.AVERROR_EOF()) {
                    damage.end();
                    return null;
                }
                if (received == AVERROR_EAGAIN()) {
                    feed();
                } else {
                    damage.met(received);
                }
            }
        } finally {
            if (frame != null) {
                avutil.av_frame_free(frame);
            }
        }
    }

    /** When this frame is due after the file's beginning, in nanoseconds; {@link #UNTIMED} when it does not say. */
    long nanos(AVFrame frame) {
        long time = frame.best_effort_timestamp();
        return time == avutil.AV_NOPTS_VALUE ? UNTIMED : Clock.nanos(time, timeBase) - startNanos;
    }

    /** How long this picture stands, in nanoseconds; 0 when it does not say. */
    long durationNanos(AVFrame frame) {
        return frame.duration() <= 0 || isCoverArt() ? 0 : Clock.nanos(frame.duration(), timeBase);
    }

    /** When the stream ends after the file's beginning, in nanoseconds; 0 when it does not say. */
    long streamEndNanos() {
        long begin = stream().start_time();
        long lasts = stream().duration();
        return begin == avutil.AV_NOPTS_VALUE || lasts == avutil.AV_NOPTS_VALUE
                ? 0
                : Clock.nanos(begin + lasts, timeBase) - startNanos;
    }

    /** From the beginning to the end of the later of picture and sound, in nanoseconds, after all was read; at least 1 ms. */
    long lengthNanos() {
        return Math.max(Clock.SECOND / 1000, timeline.endNanos() - startNanos);
    }

    /** Packets that were skipped because they could not be decoded. */
    long damagedPackets() {
        return damage.packets();
    }

    /** How often the file's clock began anew. */
    long timeJumps() {
        return timeline.jumps();
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
            int read = demuxer.read(packet);
            if (read == avutil.AVERROR_EOF()) {
                flushing = true;
                avcodec_send_packet(context, null);
                return;
            }
            if (read < 0) {
                damage.met(read);
                continue;
            }
            try {
                if (place()) {
                    int sent = avcodec_send_packet(context, packet);
                    if (sent < 0) {
                        damage.met(sent);
                    }
                    return;
                }
            } finally {
                av_packet_unref(packet);
            }
        }
    }

    /** Whether the packet, whose time is set, is of this stream. */
    private boolean place() {
        if (gif != null) {
            gif.place(packet);
        }
        timeline.place(packet);
        return packet.stream_index() == index;
    }
}
