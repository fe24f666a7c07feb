package io.decart4j.livekit.internal.signal;

import io.decart4j.flow.FirstFailure;
import io.decart4j.flow.MonotonicTime;
import io.decart4j.livekit.LiveKitException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Pings of one signal connection, and the limit for its silence. */
public final class KeepAlive {

    private final Sinks.Many<Boolean> heard = Sinks.many().multicast().directBestEffort();
    private final AtomicLong roundTrip = new AtomicLong();
    private final LongSupplier clock;

    public KeepAlive() {
        this(MonotonicTime::nanos);
    }

    /** @param clock a monotonic one, in nanoseconds: servers give the time of a ping back as it is */
    public KeepAlive(LongSupplier clock) {
        this.clock = clock;
    }

    /** Any message shows that the server is there. */
    public void heard(SignalResponse message) {
        if (message instanceof SignalResponse.Pong pong) {
            roundTrip.set(Math.max(0, now() - pong.pingMillis()));
        }
        heard.tryEmitNext(true);
    }

    /** Never completes; fails with {@link LiveKitException.Unreachable} after too long a silence. Times below 1 are none. */
    public Mono<Void> run(Duration interval, Duration timeout, Function<SignalRequest, Mono<Void>> send) {
        Mono<Void> pings = isNone(interval)
                ? Mono.never()
                : Flux.interval(interval)
                        .onBackpressureDrop()
                        // A failing write is seen by the reading side as the end of the socket.
                        .concatMap(tick -> send.apply(new SignalRequest.Ping(now(), roundTrip.get()))
                                .onErrorComplete())
                        .then();
        Mono<Void> silence = isNone(timeout)
                ? Mono.never()
                : heard.asFlux()
                        .startWith(true)
                        .switchMap(message -> Mono.delay(timeout))
                        .next()
                        .then(Mono.error(() -> new LiveKitException.Unreachable(
                                "No message from the server for " + timeout.toMillis() + " ms", null)));
        return FirstFailure.merge(pings, silence).then();
    }

    private static boolean isNone(Duration time) {
        return time.isZero() || time.isNegative();
    }

    private long now() {
        return TimeUnit.NANOSECONDS.toMillis(clock.getAsLong());
    }
}
