package io.decart4j.reactor.internal.media;

import io.decart4j.frames.FrameRateLimit;
import io.decart4j.media.VideoFrame;
import io.decart4j.reactor.VideoSendParameters;
import io.decart4j.stats.OutboundVideo;
import io.decart4j.stats.SessionStats;
import io.decart4j.webrtc.FrameScaling;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How many of the local frames are sent, and in which size. */
public final class SendingLimits {

    private final double framesPerSecond;
    private final boolean limited;
    private final FrameRateLimit rate;
    private final @Nullable Degradation degradation; // guarded by itself
    private volatile double size = 1;
    private volatile long fullPixels;

    /**
     * The limits of a session.
     *
     * @param fps of the model
     */
    public SendingLimits(VideoSendParameters parameters, int fps) {
        Integer most = parameters.maxFramerate();
        limited = most != null && most < fps;
        framesPerSecond = most == null ? fps : Math.min(most, fps);
        rate = new FrameRateLimit(limited ? framesPerSecond : Double.POSITIVE_INFINITY);
        degradation =
                parameters.degradationPreference() == null ? null : new Degradation(parameters.degradationPreference());
    }

    static SendingLimits none(int fps) {
        return new SendingLimits(VideoSendParameters.DEFAULT, fps);
    }

    /** Whether they follow what is measured. */
    public boolean adapt() {
        return degradation != null;
    }

    /** Whether a frame may be sent now; then it counts as sent. */
    boolean pass() {
        return rate.passes();
    }

    /** The next frame may be sent at once. */
    void restart() {
        rate.restart();
    }

    /** Hands the frame on in the size to send; the caller releases its own. */
    boolean send(VideoFrame frame, Predicate<VideoFrame> to) {
        fullPixels = (long) frame.width() * frame.height();
        double part = size;
        if (part == 1) {
            return to.test(frame);
        }
        try (VideoFrame smaller = FrameScaling.scaled(frame, side(frame.width(), part), side(frame.height(), part))) {
            return to.test(smaller);
        }
    }

    /** Encoders want even sides. */
    private static int side(int full, double part) {
        return Math.max(2, (int) (full * part) & ~1);
    }

    /** Once a second, while there is a connection. */
    public void measured(SessionStats stats) {
        Degradation adapting = degradation;
        OutboundVideo video = stats.outboundVideo();
        if (adapting == null || video == null) {
            return;
        }
        synchronized (adapting) {
            if (stats.first()) {
                adapting.newConnection();
            }
            Long target = video.targetBitrate();
            // Of an encoder that gets no frames nothing can be told.
            if (target == null || target <= 0 || video.framesPerSecond() <= 0 || fullPixels == 0) {
                return;
            }
            Degradation.Rung before = adapting.rung();
            adapting.sample(target, fullPixels * framesPerSecond);
            if (!adapting.rung().equals(before)) {
                follow(adapting.rung());
            }
        }
    }

    private void follow(Degradation.Rung rung) {
        size = rung.size();
        rate.limit(rung.rate() == 1 && !limited ? Double.POSITIVE_INFINITY : framesPerSecond * rung.rate());
    }
}
