package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** A file that is being written. Streams first, then {@link #begin}, packets, {@link #finish}. */
final class Muxer implements AutoCloseable {

    /** Of what is written so that it can be read when it breaks off: so much is lost then. */
    private static final Duration LOST_AT_MOST = Duration.ofSeconds(1);

    private final Path file;
    private final boolean readableEarly;
    private final AVFormatContext context = new AVFormatContext();
    private boolean closed;

    /**
     * The container's own name is said, the file's may end in anything.
     *
     * @param readableEarly whether the file is to be readable also when it is broken off; an MP4 file then has its index at its end
     */
    Muxer(Path file, Container container, boolean readableEarly) {
        this.file = file;
        this.readableEarly = readableEarly;
        Natives.load();
        int made;
        // The address counts also here: an MP4 file is read again when its index is moved to the front.
        try (BytePointer address = Natives.address(file);
                BytePointer format = new BytePointer(container.format())) {
            made = avformat.avformat_alloc_output_context2(context, null, format, address);
        }
        Natives.check(made, file, Problem.NOT_WRITABLE, "no such container");
    }

    /** Whether encoders are to give the codec's parameters beforehand. */
    boolean wantsGlobalHeader() {
        return (context.oformat().flags() & AVFMT_GLOBALHEADER) != 0;
    }

    AVStream addStream() {
        return avformat.avformat_new_stream(context, null);
    }

    void begin() {
        AVIOContext io = new AVIOContext();
        AVDictionary options = new AVDictionary();
        try (BytePointer address = Natives.address(file)) {
            int opened = avformat.avio_open2(io, address, AVIO_FLAG_WRITE, null, null);
            Natives.check(opened, file, Problem.NOT_WRITABLE, "cannot be written");
            context.pb(io);
            // Containers leave alone what is not theirs.
            if (readableEarly) {
                // Fragments, over which the whole index is written at the end.
                avutil.av_dict_set(options, "movflags", "+hybrid_fragmented", 0);
                avutil.av_dict_set_int(options, "frag_duration", LOST_AT_MOST.toNanos() / 1000, 0);
                avutil.av_dict_set_int(options, "cluster_time_limit", LOST_AT_MOST.toMillis(), 0);
                context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_FLUSH_PACKETS);
            } else {
                // An MP4 file that can be played while it is being fetched.
                avutil.av_dict_set(options, "movflags", "+faststart", 0);
            }
            int begun = avformat.avformat_write_header(context, options);
            Natives.check(begun, file, Problem.NOT_WRITABLE, "cannot be begun");
        } finally {
            avutil.av_dict_free(options);
        }
    }

    /** Takes what is in the packet. */
    void write(AVPacket packet) {
        int written = avformat.av_interleaved_write_frame(context, packet);
        Natives.check(written, file, Problem.NOT_WRITABLE, "cannot be written on");
    }

    /** The end of the file, and its index. */
    void finish() {
        Natives.check(avformat.av_write_trailer(context), file, Problem.NOT_WRITABLE, "cannot be finished");
        closeFile();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            closeFile();
            avformat.avformat_free_context(context);
        }
    }

    private void closeFile() {
        AVIOContext io = context.pb();
        if (io != null && !io.isNull()) {
            avformat.avio_closep(io);
            context.pb(null);
        }
    }
}
