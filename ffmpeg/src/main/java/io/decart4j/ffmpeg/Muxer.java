package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import java.nio.file.Path;
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

    private final Path file;
    private final AVFormatContext context = new AVFormatContext();
    private boolean closed;

    /** The container's own name is said, the file's may end in anything. */
    Muxer(Path file, Container container) {
        this.file = file;
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
            // An MP4 file that can be played while it is being fetched; other containers do not know the option.
            avutil.av_dict_set(options, "movflags", "+faststart", 0);
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
