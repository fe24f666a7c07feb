package io.decart4j.ffmpeg;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Two live streams in one picture, for example what is sent beside what comes back. */
public final class SideBySide {

    private SideBySide() {}

    /**
     * A picture for each frame of {@code right}, with its time and height, beside the newest frame of {@code left}; none
     * before {@code left} has one. Both are taken over and released exactly once; {@code left} is asked for all it has, so
     * it should come at its own pace. Ends with {@code right}; an error of either is an error. Pictures are on the heap and
     * belong to the subscriber; those that operators discard are released. Works on the threads of the streams.
     */
    public static Flux<VideoFrame> of(Publisher<VideoFrame> left, Publisher<VideoFrame> right) {
        return Flux.using(
                        Newest::new,
                        newest -> newest.whileWell(Flux.from(right)
                                .<VideoFrame>handle((frame, sink) -> {
                                    try (frame) {
                                        newest.beside(frame).ifPresent(sink::next);
                                    } catch (OutOfMemoryError e) {
                                        // Reactor would throw it at the source and tell nobody.
                                        sink.error(new IllegalStateException(Failures.remedy(e), e));
                                    }
                                })
                                .doOnSubscribe(subscription -> left.subscribe(newest))),
                        Newest::close)
                .doOnDiscard(VideoFrame.class, VideoFrame::discard);
    }

    /** Both upright and of the same height. */
    static VideoFrame compose(VideoFrame left, VideoFrame right, long timestampNanos) {
        int leftWidth = left.width() & ~1;
        int width = leftWidth + right.width();
        int height = right.height();
        I420Buffer to = I420Buffer.allocate(width, height);
        int chroma = (width + 1) / 2;
        int rightChroma = (right.width() + 1) / 2;
        int rows = (height + 1) / 2;
        copy(left.y(), left.strideY(), to.y(), width, 0, leftWidth, height);
        copy(right.y(), right.strideY(), to.y(), width, leftWidth, right.width(), height);
        copy(left.u(), left.strideU(), to.u(), chroma, 0, leftWidth / 2, rows);
        copy(right.u(), right.strideU(), to.u(), chroma, leftWidth / 2, rightChroma, rows);
        copy(left.v(), left.strideV(), to.v(), chroma, 0, leftWidth / 2, rows);
        copy(right.v(), right.strideV(), to.v(), chroma, leftWidth / 2, rightChroma, rows);
        return VideoFrame.of(to, timestampNanos);
    }

    private static void copy(
            ByteBuffer from, int fromStride, ByteBuffer to, int toStride, int column, int width, int height) {
        for (int row = 0; row < height; row++) {
            to.put(row * toStride + column, from, row * fromStride, width);
        }
    }
}
