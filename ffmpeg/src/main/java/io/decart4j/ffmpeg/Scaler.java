package io.decart4j.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.jspecify.annotations.Nullable;

/**
 * Brings pictures of any size, pixel format and colour to {@code yuv420p} of BT.601 and limited range, which is what frames of
 * this project mean. What the library needs for it is made anew when a picture differs from the one before. Used by one thread
 * at a time.
 */
final class Scaler implements AutoCloseable {

    private record Way(int width, int height, int format, boolean full, int toWidth, int toHeight) {}

    private final WideColours wide = new WideColours();
    private @Nullable SwsContext context;
    private @Nullable Way way;

    /** A picture of this size, freed by the caller; takes over {@code from} and hands it back when it fits already. */
    AVFrame fit(AVFrame from, int width, int height) {
        AVFrame mine = from;
        try {
            Colours colours = Colours.of(from);
            if (colours.isWide()) {
                mine = replaced(mine, wide.convert(mine, colours, width, height));
            } else {
                boolean there = isThere(mine, colours, width, height);
                if (!there) {
                    mine = replaced(mine, scale(mine, colours, width, height));
                }
                ColourMatrix matrix = colours.rgb() ? null : ColourMatrix.from(colours.matrix());
                if (matrix != null) {
                    mine = turned(mine, matrix, !there);
                }
            }
            mine.colorspace(avutil.AVCOL_SPC_SMPTE170M);
            mine.color_range(avutil.AVCOL_RANGE_MPEG);
            AVFrame fitted = mine;
            mine = null;
            return fitted;
        } finally {
            if (mine != null) {
                avutil.av_frame_free(mine);
            }
        }
    }

    @Override
    public void close() {
        if (context != null) {
            swscale.sws_freeContext(context);
            context = null;
            way = null;
        }
        wide.close();
    }

    private static AVFrame replaced(AVFrame old, AVFrame by) {
        avutil.av_frame_free(old);
        return by;
    }

    /** Whether size, format and range are right, with the last column or row of an odd side cut off. */
    private static boolean isThere(AVFrame from, Colours colours, int width, int height) {
        int columns = from.width() - width;
        int rows = from.height() - height;
        if (from.format() != avutil.AV_PIX_FMT_YUV420P
                || colours.full()
                || columns < 0
                || columns > 1
                || rows < 0
                || rows > 1
                || from.linesize(0) < 0) {
            return false;
        }
        from.width(width);
        from.height(height);
        return true;
    }

    /** The pixels of a decoder are its own and stay as they are: later pictures refer to them. */
    private static AVFrame turned(AVFrame from, ColourMatrix matrix, boolean own) {
        if (own) {
            matrix.apply(from, from);
            return from;
        }
        AVFrame to = Pictures.allocate(from.width(), from.height());
        matrix.apply(from, to);
        return replaced(from, to);
    }

    private AVFrame scale(AVFrame from, Colours colours, int width, int height) {
        SwsContext there = context(new Way(from.width(), from.height(), from.format(), colours.full(), width, height));
        AVFrame to = Pictures.allocate(width, height);
        int rows = swscale.sws_scale(there, from.data(), from.linesize(), 0, from.height(), to.data(), to.linesize());
        if (rows < 0) {
            avutil.av_frame_free(to);
            throw new IllegalStateException("cannot scale: " + Natives.text(rows));
        }
        return to;
    }

    private SwsContext context(Way wanted) {
        SwsContext there = context;
        if (there != null && wanted.equals(way)) {
            return there;
        }
        swscale.sws_freeContext(there);
        way = wanted;
        there = swscale.sws_alloc_context();
        context = there;
        there.src_w(wanted.width).src_h(wanted.height).src_format(wanted.format);
        there.dst_w(wanted.toWidth).dst_h(wanted.toHeight).dst_format(avutil.AV_PIX_FMT_YUV420P);
        there.flags(swscale.SWS_BILINEAR);
        // Told before it is made: a range that is told later does not count for all formats. The matrix of both sides
        // is BT.601
        // without a word: the library changes size, format and range, ColourMatrix the rest.
        there.src_range(wanted.full ? 1 : 0).dst_range(0);
        if (swscale.sws_init_context(there, null, null) < 0) {
            close();
            throw new IllegalStateException("no way from pixel format " + wanted.format + " to I420");
        }
        return there;
    }
}
