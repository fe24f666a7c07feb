package io.decart4j.webrtc;

import io.decart4j.media.VideoFrame;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A camera of this host. Screens are not offered: the JVM has ended with the screen capturers of webrtc-java 0.14.0.
 *
 * @param id what the system calls it; stays the same while it is plugged in
 * @param name for people
 */
public record Camera(String id, String name) {

    /**
     * The cameras that are there now, of which a server usually has none. Loads the native library, off the calling thread,
     * and emits on {@code Schedulers.parallel()}; {@link NativeLibraryException} when the host lacks libraries.
     */
    public static Mono<List<Camera>> list() {
        return Mono.defer(() -> {
            NativeThread thread = new NativeThread();
            return thread.call("list cameras", CameraCapture::list).doFinally(end -> thread.shutdown());
        });
    }

    /**
     * Its pictures, from the subscription on until it is cancelled: the newest whenever one is asked for, the others are
     * released. Each belongs to the subscriber. Arrives on a daemon thread named {@code decart4j-frames-…}. The camera chooses the mode
     * that comes nearest to what is asked for.
     *
     * <p>Errors with {@link WebRtcException} when there is no such camera or it cannot be started, and with
     * {@link NativeLibraryException} when the host lacks libraries.
     *
     * @param width in pixels, at least 2
     * @param height in pixels, at least 2
     * @param fps frames per second, at least 1
     * @throws IllegalArgumentException when a number is smaller
     */
    public Flux<VideoFrame> frames(int width, int height, int fps) {
        if (width < 2 || height < 2 || fps < 1) {
            throw new IllegalArgumentException(
                    "a camera takes at least 2x2 at 1 frame per second, not " + width + "x" + height + " at " + fps);
        }
        // A thread of its own: what was begun on it is ended on it, in this order, also when cancelled in between.
        return Flux.usingWhen(
                Mono.fromSupplier(() -> new CameraCapture(id)),
                capture -> capture.thread()
                        .run("open camera", () -> capture.start(width, height, fps))
                        .thenMany(capture.frames()),
                CameraCapture::close);
    }
}
