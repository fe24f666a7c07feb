package io.decart4j.reactor.internal.media;

import io.decart4j.flow.CallersCode;
import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * The caller's frames on their way to whichever connection is there. One subscription for the whole session, or for as long
 * as a source is not replaced: one frame is asked for per frame interval, so a fast source is paced and a late one is not
 * waited for. Frames that cannot be sent, or may not because there would be too many or the session is muted, are released and
 * counted; the newest is kept, is sent when it may be, and each new connection begins with it. While none follows it is sent again
 * ({@link StillPicture}), which counts as nothing: whoever comes to a room behind the only picture of a still source would never see it,
 * since an encoder that is asked for a whole picture waits for the next one. A frame that cannot be sent to any connection ends its source,
 * and nothing else.
 */
public final class LocalVideo {

    private final boolean mirror;
    private final Consumer<Throwable> onSourceError;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final NewestFrame newest = new NewestFrame();
    private final SendingLimits limits;
    private final Muting muting;
    private final StillPicture still;
    private final SourceSwitch switching;
    private volatile @Nullable Predicate<VideoFrame> sender;
    private volatile boolean flowing;
    /** Whether the newest frame was not sent because it was too early. */
    private volatile boolean early;

    /**
     * A source that is not subscribed yet.
     *
     * @param onSourceError is told of what is wrong with a source, whether or not that ends it
     */
    public LocalVideo(
            @Nullable Publisher<VideoFrame> source,
            int fps,
            boolean mirror,
            SendingLimits limits,
            Muting muting,
            Consumer<Throwable> onSourceError) {
        this.limits = limits;
        this.muting = muting;
        this.mirror = mirror;
        Duration interval = Duration.ofNanos(1_000_000_000L / fps);
        this.still = new StillPicture(interval);
        this.switching =
                new SourceSwitch(source, from -> new LocalSource(this, from), interval, this::due, this::forget);
        this.onSourceError = onSourceError;
    }

    /** The same without limits. */
    public LocalVideo(
            @Nullable Publisher<VideoFrame> source, int fps, boolean mirror, Consumer<Throwable> onSourceError) {
        this(source, fps, mirror, SendingLimits.none(fps), new Muting(false), onSourceError);
    }

    public boolean isPresent() {
        return switching.isPresent();
    }

    /**
     * Frames go to this connection as soon as it can send; the first one also starts the source.
     *
     * @param to whether it takes the frame, without its reference
     */
    public void attach(Predicate<VideoFrame> to) {
        flowing = false;
        sender = to;
        start();
    }

    /** The connection can send: it gets the newest frame at once, unless it has it, and all that come. Never throws. */
    public void flow() {
        flowing = true;
        still.begins();
        limits.restart();
        sendNewest();
    }

    /** The newest frame once more, which has been sent to somebody who did not see it. Never throws. */
    public void sendAgain() {
        newest.sendAgain();
        still.begins();
        limits.restart();
        sendNewest();
    }

    private void sendNewest() {
        Predicate<VideoFrame> to = mayFlow() ? sender : null;
        if (to == null || !newest.isNewTo(to) || !pass()) {
            return;
        }
        NewestFrame.Kept claimed = newest.claim(to);
        if (claimed == null) {
            return;
        }
        boolean taken = false;
        try (VideoFrame frame = claimed.frame()) {
            taken = send(frame, to);
        } catch (Throwable e) {
            CallersCode.throwIfFatal(e);
            forget();
            switching.fail(e);
        } finally {
            // Once, and whether or not another frame has taken its place while it was being sent.
            count(newest.settle(claimed, taken));
            if (taken) {
                still.moves();
                sent.incrementAndGet();
            }
        }
    }

    private void refresh() {
        boolean due = still.isDue();
        Predicate<VideoFrame> to = mayFlow() ? sender : null;
        if (to == null || !due || !limits.pass()) {
            return;
        }
        try (VideoFrame again = newest.heldBy(to)) {
            if (again != null) {
                send(again, to);
            }
        } catch (Throwable e) {
            CallersCode.throwIfFatal(e);
            forget();
        }
    }

    /** Subscribes to the source, the first time. */
    public void start() {
        switching.start();
    }

    /**
     * Goes on with another source, at once when called; false when it is too late for that. The one before is cancelled first,
     * which is waited for as long as {@link CallersCode#LIMIT}.
     */
    public Mono<Boolean> replace(Publisher<VideoFrame> other) {
        return switching.replace(other);
    }

    /** At once when called; completes when the source is cancelled, or has not been for too long. Never fails. */
    public Mono<Void> close() {
        Mono<Void> cancelled = switching.close();
        sender = null;
        forget();
        return cancelled;
    }

    public long sent() {
        return sent.get();
    }

    /** Frames that were not sent. */
    public long dropped() {
        return dropped.get();
    }

    private boolean mayFlow() {
        return flowing && !muting.isMuted();
    }

    private boolean pass() {
        boolean passes = limits.pass();
        early = !passes;
        return passes;
    }

    private void due() {
        if (early) {
            sendNewest();
        }
        refresh();
    }

    /** Takes over the reference. Never throws. */
    void take(VideoFrame frame, LocalSource from, boolean wanted) {
        boolean counted = false;
        try (frame) {
            Predicate<VideoFrame> to = mayFlow() ? sender : null;
            if (!wanted || !switching.isOn(from)) {
                counted = true;
                dropped.incrementAndGet();
            } else if (to != null && pass() && send(frame, to)) {
                counted = true;
                still.moves();
                sent.incrementAndGet();
                keep(frame, from, to);
            } else {
                keep(frame, from, null);
                counted = true;
                if (to == null) {
                    sendNewest(); // it may have come to that meanwhile
                }
            }
        } catch (Throwable e) {
            CallersCode.throwIfFatal(e);
            if (!counted) {
                dropped.incrementAndGet();
            }
            from.fail(e);
        }
    }

    private void keep(VideoFrame frame, LocalSource from, @Nullable Predicate<VideoFrame> connection) {
        count(newest.keep(frame, connection));
        if (switching.isClosed() || !switching.isOn(from)) {
            forget();
        }
    }

    private void forget() {
        count(newest.forget());
    }

    private void count(boolean wasted) {
        if (wasted) {
            dropped.incrementAndGet();
        }
    }

    void failed(Throwable error, LocalSource from) {
        if (switching.isOn(from)) {
            told(error);
        }
    }

    void told(Throwable error) {
        onSourceError.accept(error);
    }

    /** A sender outlives its connection until the next one comes, and says so. */
    private boolean send(VideoFrame frame, Predicate<VideoFrame> to) {
        if (mirror) {
            try (VideoFrame mirrored = frame.mirrored()) {
                return limits.send(mirrored, to);
            }
        }
        return limits.send(frame, to);
    }
}
