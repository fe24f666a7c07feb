package io.decart4j.ffmpeg;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Frames of this project as frames of FFmpeg. */
final class Pictures {

    private Pictures() {}

    /** The same pixels, upright, in a frame that the caller frees; {@code from} stays the caller's. */
    static AVFrame upright(VideoFrame from) {
        try (VideoFrame upright = from.upright()) {
            return upright.buffer() instanceof FramePicture own ? own.share() : copy(upright.buffer());
        }
    }

    /** An empty picture of BT.601 and limited range, which is what frames of this project mean, freed by the caller. */
    static AVFrame allocate(int width, int height) {
        AVFrame frame = avutil.av_frame_alloc();
        frame.format(avutil.AV_PIX_FMT_YUV420P);
        frame.width(width);
        frame.height(height);
        frame.colorspace(avutil.AVCOL_SPC_SMPTE170M);
        frame.color_range(avutil.AVCOL_RANGE_MPEG);
        if (avutil.av_frame_get_buffer(frame, 0) < 0) {
            avutil.av_frame_free(frame);
            throw new OutOfMemoryError("no native memory for a picture of " + width + "x" + height);
        }
        return frame;
    }

    /** The same picture with left and right exchanged, freed by the caller; frees {@code from}, which is {@code yuv420p}. */
    static AVFrame mirrored(AVFrame from) {
        try {
            AVFrame to = allocate(from.width(), from.height());
            for (int plane = 0; plane < 3; plane++) {
                int width = plane == 0 ? from.width() : (from.width() + 1) / 2;
                int height = plane == 0 ? from.height() : (from.height() + 1) / 2;
                mirror(from, to, plane, width, height);
            }
            return to;
        } finally {
            avutil.av_frame_free(from);
        }
    }

    private static void mirror(AVFrame from, AVFrame to, int plane, int width, int height) {
        ByteBuffer pixels = pixels(from, plane, width, height);
        ByteBuffer mirrored = pixels(to, plane, width, height);
        byte[] row = new byte[width];
        for (int y = 0; y < height; y++) {
            pixels.get(y * from.linesize(plane), row);
            for (int left = 0, right = width - 1; left < right; left++, right--) {
                byte kept = row[left];
                row[left] = row[right];
                row[right] = kept;
            }
            mirrored.put(y * to.linesize(plane), row);
        }
    }

    private static ByteBuffer pixels(AVFrame of, int plane, int width, int height) {
        return new BytePointer(of.data(plane))
                .capacity((long) of.linesize(plane) * (height - 1) + width)
                .asByteBuffer();
    }

    private static AVFrame copy(I420Buffer from) {
        AVFrame to = allocate(from.width(), from.height());
        int chromaWidth = (from.width() + 1) / 2;
        int chromaHeight = (from.height() + 1) / 2;
        copy(from.y(), from.strideY(), to, 0, from.width(), from.height());
        copy(from.u(), from.strideU(), to, 1, chromaWidth, chromaHeight);
        copy(from.v(), from.strideV(), to, 2, chromaWidth, chromaHeight);
        return to;
    }

    private static void copy(ByteBuffer from, int fromStride, AVFrame to, int plane, int width, int height) {
        int stride = to.linesize(plane);
        ByteBuffer pixels = pixels(to, plane, width, height);
        for (int row = 0; row < height; row++) {
            pixels.put(row * stride, from, row * fromStride, width);
        }
    }
}
