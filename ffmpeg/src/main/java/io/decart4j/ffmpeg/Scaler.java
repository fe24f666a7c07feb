package io.decart4j.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/** Brings pictures of any size and pixel format to {@code yuv420p} of limited range. Used by one thread at a time. */
final class Scaler implements AutoCloseable {

    private @Nullable SwsContext context;

    /** A picture of this size, freed by the caller; takes over {@code from} and hands it back when it fits already. */
    AVFrame fit(AVFrame from, int width, int height) {
        if (from.format() == avutil.AV_PIX_FMT_YUV420P && from.color_range() != avutil.AVCOL_RANGE_JPEG) {
            if (from.width() == width && from.height() == height) {
                return from;
            }
            if (from.width() - width < 2
                    && from.width() >= width
                    && from.height() - height < 2
                    && from.height() >= height) {
                // An odd side: its last column or row goes.
                from.width(width);
                from.height(height);
                return from;
            }
        }
        try {
            return scale(from, width, height);
        } finally {
            avutil.av_frame_free(from);
        }
    }

    @Override
    public void close() {
        if (context != null) {
            swscale.sws_freeContext(context);
            context = null;
        }
    }

    private AVFrame scale(AVFrame from, int width, int height) {
        context = swscale.sws_getCachedContext(
                context,
                from.width(),
                from.height(),
                format(from),
                width,
                height,
                avutil.AV_PIX_FMT_YUV420P,
                swscale.SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        if (context == null) {
            throw new IllegalStateException("no way from pixel format " + from.format() + " to I420");
        }
        AVFrame to = Pictures.allocate(width, height);
        int rows = swscale.sws_scale(context, from.data(), from.linesize(), 0, from.height(), to.data(), to.linesize());
        if (rows < 0) {
            avutil.av_frame_free(to);
            throw new IllegalStateException("cannot scale: " + Natives.text(rows));
        }
        return to;
    }

    /** Full range is told by the old names of the formats. */
    private static int format(AVFrame frame) {
        boolean full = frame.color_range() == avutil.AVCOL_RANGE_JPEG;
        return full && frame.format() == avutil.AV_PIX_FMT_YUV420P ? avutil.AV_PIX_FMT_YUVJ420P : frame.format();
    }
}
