package io.decart4j.ffmpeg;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** An open media file and its packets. Used by one thread at a time. */
final class Demuxer implements AutoCloseable {

    /** Only real containers: no playlists that lead to other files, no text that is drawn as a picture. */
    private static final String CONTAINERS =
            "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,ogg,flv,ivf,asf,gif,yuv4mpegpipe,wav,mp3,aac,flac";

    private final Path file;
    private final AVFormatContext context;

    private Demuxer(Path file, AVFormatContext context) {
        this.file = file;
        this.context = context;
    }

    /** Reads the beginning of the file. */
    static Demuxer open(Path file) {
        Natives.load();
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new MediaFileException(Problem.UNREADABLE, file, "no file that can be read");
        }
        AVFormatContext context = avformat.avformat_alloc_context();
        AVDictionary options = new AVDictionary();
        try (BytePointer address = Natives.address(file)) {
            avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
            avutil.av_dict_set(options, "format_whitelist", CONTAINERS, 0);
            // Frees the context when it fails.
            int opened = avformat.avformat_open_input(context, address, null, options);
            Natives.check(opened, file, Problem.NOT_MEDIA, "no media file of a known kind");
        } finally {
            avutil.av_dict_free(options);
        }
        Demuxer demuxer = new Demuxer(file, context);
        try {
            int found = avformat.avformat_find_stream_info(context, (PointerPointer<?>) null);
            Natives.check(found, file, Problem.NOT_MEDIA, "no streams");
            return demuxer;
        } catch (Throwable e) {
            demuxer.close();
            throw e;
        }
    }

    Path file() {
        return file;
    }

    AVFormatContext context() {
        return context;
    }

    /** Index of the stream of this kind that a player would choose, or a negative number. Cover art only where there is no film. */
    int best(int mediaType) {
        int best = avformat.av_find_best_stream(context, mediaType, -1, -1, (PointerPointer<?>) null, 0);
        if (best < 0 || !isCoverArt(best)) {
            return best;
        }
        for (int other = 0; other < streams(); other++) {
            if (stream(other).codecpar().codec_type() == mediaType && !isCoverArt(other)) {
                return other;
            }
        }
        return best;
    }

    /** Whether the stream is one picture for the whole of the sound. */
    boolean isCoverArt(int stream) {
        return (stream(stream).disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
    }

    /** How long a picture of this stream usually stands, in nanoseconds; 0 when nothing is known of it. */
    long pictureNanos(int stream) {
        double rate = frameRate(stream);
        return rate > 0 ? Math.round(Clock.SECOND / rate) : 0;
    }

    /** Pictures per second, 0 when the file does not say. */
    double frameRate(int stream) {
        AVRational rate = avformat.av_guess_frame_rate(context, stream(stream), null);
        return isCoverArt(stream) || rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
    }

    /** The first picture's time, or the file's when it has none: where its time line begins. In nanoseconds. */
    long startNanos() {
        int video = best(avutil.AVMEDIA_TYPE_VIDEO);
        if (video >= 0 && stream(video).start_time() != avutil.AV_NOPTS_VALUE) {
            return Clock.nanos(stream(video).start_time(), stream(video).time_base());
        }
        return context.start_time() == avutil.AV_NOPTS_VALUE ? 0 : Clock.ofMicros(context.start_time());
    }

    /** From {@link #startNanos} to the end; 0 when the file does not say. */
    long durationNanos() {
        if (context.duration() == avutil.AV_NOPTS_VALUE || context.duration() <= 0) {
            return 0;
        }
        long begin = context.start_time() == avutil.AV_NOPTS_VALUE ? 0 : Clock.ofMicros(context.start_time());
        return Math.max(0, Clock.sum(Clock.ofMicros(context.duration()), begin - startNanos()));
    }

    /** When the file says that it ends, in nanoseconds of its own clock; 0 when it does not say. */
    long endNanos() {
        long length = durationNanos();
        return length == 0 ? 0 : Clock.sum(startNanos(), length);
    }

    AVStream stream(int index) {
        return context.streams(index);
    }

    int streams() {
        return context.nb_streams();
    }

    /** The next packet of any stream that is not discarded; the result is that of {@code av_read_frame}. */
    int read(AVPacket packet) {
        return avformat.av_read_frame(context, packet);
    }

    boolean isGif() {
        return "gif".equals(context.iformat().name().getString());
    }

    @Override
    public void close() {
        avformat.avformat_close_input(context);
    }
}
