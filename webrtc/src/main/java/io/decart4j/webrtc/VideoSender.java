package io.decart4j.webrtc;

import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import io.decart4j.frames.FrameRateLimit;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import org.jspecify.annotations.Nullable;

/** One outgoing video track. Obtained from {@link PeerConnection#sendVideo}; closed with its connection. */
public final class VideoSender {

    private final FrameRateLimit rate;
    private @Nullable CustomVideoSource source;
    private long sent;

    /** @param maxFramerate frames per second at most, or null for no limit */
    VideoSender(CustomVideoSource source, @Nullable Integer maxFramerate) {
        this.source = source;
        this.rate = new FrameRateLimit(maxFramerate == null ? Double.POSITIVE_INFINITY : maxFramerate);
    }

    /**
     * Sends one frame now: the encoder stamps it with the current time, whatever time the frame has. Does not take the
     * caller's reference. A received frame goes on without being copied, a heap frame is copied once. A frame with a rotation is
     * turned upright first: models and file writers at the other end know no rotation. Odd sides lose
     * their last column or row, because encoders want even ones. May be called on any thread, also while the connection closes;
     * afterwards it does nothing.
     *
     * @return whether the encoder has it; false after the close, and for a frame beyond {@link VideoEncoding#maxFramerate()}
     * @throws IllegalStateException when the frame was already released
     * @throws IllegalArgumentException when a side is smaller than 2 pixels
     */
    public boolean push(VideoFrame frame) {
        // With a reference of its own: the caller may release from another thread meanwhile.
        try (VideoFrame upright = frame.upright()) {
            return pushUpright(upright);
        }
    }

    /** Frames handed to the encoder so far. */
    public synchronized long framesSent() {
        return sent;
    }

    /** After this no native call is made any more. */
    synchronized void stop() {
        source = null;
    }

    private boolean pushUpright(VideoFrame frame) {
        I420Buffer pixels = frame.buffer();
        int width = pixels.width() & ~1;
        int height = pixels.height() & ~1;
        if (width == 0 || height == 0) {
            throw new IllegalArgumentException(
                    "a frame to send is at least 2x2, not " + pixels.width() + "x" + pixels.height());
        }
        // Here, because the library keeps the limit and does nothing with it
        // (findings/webrtc-java-keeps-rate-and-size.sh).
        if (!isOpen() || !rate.passes()) {
            return false;
        }
        if (pixels instanceof NativeBuffer own && width == pixels.width() && height == pixels.height()) {
            return send(own.nativeBuffer(), frame);
        }
        NativeI420Buffer copy = Planes.toNative(pixels, width, height);
        try {
            return send(copy, frame);
        } finally {
            copy.release();
        }
    }

    private synchronized boolean isOpen() {
        return source != null;
    }

    private synchronized boolean send(NativeI420Buffer buffer, VideoFrame frame) {
        if (source == null) {
            return false;
        }
        source.pushFrame(new dev.onvoid.webrtc.media.video.VideoFrame(buffer, 0, frame.timestampNanos()));
        sent++;
        return true;
    }
}
