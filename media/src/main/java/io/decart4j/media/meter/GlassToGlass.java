package io.decart4j.media.meter;

import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import reactor.core.publisher.Flux;

/**
 * Measures the whole way of frames: from the source, through sender, network, model and network again, to the reader of the
 * received picture. It burns a number into each outgoing frame, remembers when, and reads the numbers of what comes back.
 *
 * <pre>{@code
 * GlassToGlass meter = GlassToGlass.create();
 * options.video(meter.outgoing(frames));
 * session.video(meter::receive).subscribe();
 * meter.figures(Duration.ofSeconds(1)).subscribe(System.out::println);
 * }</pre>
 *
 * <p>Memory is fixed, about 100 KB, however long it runs. Thread-safe.
 */
public final class GlassToGlass {

    private final FrameLedger ledger = new FrameLedger();
    private final LongSupplier clock;

    private GlassToGlass(LongSupplier clock) {
        this.clock = clock;
    }

    /** A meter that has seen nothing. */
    public static GlassToGlass create() {
        return new GlassToGlass(System::nanoTime);
    }

    /**
     * The same frames with the meter's numbers in them, as many as are asked for; each belongs to the subscriber. A frame
     * counts as sent when it leaves this stream. The time code is the time since the first frame of the subscription.
     *
     * <p>Errors with {@link IllegalArgumentException} when a frame is too small for a number, see {@link FrameNumber#burn}.
     */
    public Flux<VideoFrame> outgoing(Flux<VideoFrame> frames) {
        return Flux.defer(() -> {
            long start = clock.getAsLong();
            return frames.map(frame -> {
                long now = clock.getAsLong();
                return FrameNumber.burn(frame, ledger.send(now) & FrameNumber.MAX, Duration.ofNanos(now - start));
            });
        });
    }

    /** Counts a frame that came back, and returns its number if it can be read. The frame stays the caller's. */
    public OptionalLong receive(VideoFrame frame) {
        long now = clock.getAsLong();
        OptionalLong number = FrameNumber.read(frame);
        ledger.receive(number, now);
        return number;
    }

    /** The same frames, each of them counted as with {@link #receive}; they belong to the subscriber as before. */
    public Flux<VideoFrame> incoming(Flux<VideoFrame> frames) {
        return frames.doOnNext(this::receive);
    }

    /** All since the meter was made. */
    public FrameFigures summary() {
        return ledger.totals().since(FrameLedger.Totals.NOTHING);
    }

    /**
     * What happened in each interval from the subscription on, without an end, on {@code Schedulers.parallel()}. For a slow
     * subscriber intervals are joined.
     *
     * @param interval at least 1 ms
     * @throws IllegalArgumentException when it is shorter
     */
    public Flux<FrameFigures> figures(Duration interval) {
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException("interval takes at least 1 ms, not " + interval);
        }
        return Flux.defer(() -> {
            FrameLedger.Totals[] before = {ledger.totals()};
            return Flux.interval(interval).onBackpressureDrop().map(tick -> {
                FrameLedger.Totals now = ledger.totals();
                FrameFigures figures = now.since(before[0]);
                before[0] = now;
                return figures;
            });
        });
    }
}
