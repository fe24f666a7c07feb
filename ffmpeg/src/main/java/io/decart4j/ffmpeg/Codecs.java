package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;

/** Decoders for streams. */
final class Codecs {

    /** 8192 by 8192, 100 MB as a frame; more than any film has, and less than a file of a few bytes may claim. */
    static final long MOST_PIXELS = 1L << 26;

    private Codecs() {}

    /** One that is open, freed by the caller; {@code missing} is the problem when there is none. */
    static AVCodecContext decoder(Demuxer demuxer, int stream, Problem missing) {
        AVCodecParameters parameters = demuxer.stream(stream).codecpar();
        if (parameters.codec_type() == avutil.AVMEDIA_TYPE_VIDEO) {
            checkSize(parameters.width(), parameters.height(), demuxer.file());
        }
        AVCodec codec = avcodec_find_decoder(parameters.codec_id());
        if (codec == null) {
            throw new MediaFileException(missing, demuxer.file(), "no decoder for its codec");
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        try {
            int taken = avcodec_parameters_to_context(context, parameters);
            Natives.check(taken, demuxer.file(), missing, "no decoder for its parameters");
            context.pkt_timebase(demuxer.stream(stream).time_base());
            context.max_pixels(MOST_PIXELS);
            int opened = avcodec_open2(context, codec, (PointerPointer<?>) null);
            Natives.check(opened, demuxer.file(), missing, "no decoder");
            return context;
        } catch (Throwable e) {
            avcodec_free_context(context);
            throw e;
        }
    }

    private static void checkSize(int width, int height, Path file) {
        if (width <= 0 || height <= 0) {
            throw new MediaFileException(Problem.NO_VIDEO, file, "pictures of a size that cannot be found out");
        }
        if ((long) width * height > MOST_PIXELS) {
            throw new MediaFileException(
                    Problem.NO_VIDEO,
                    file,
                    "pictures of " + width + "x" + height + " are too large, at most " + MOST_PIXELS
                            + " pixels are decoded");
        }
    }
}
