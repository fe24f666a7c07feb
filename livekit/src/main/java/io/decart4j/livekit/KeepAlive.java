package io.decart4j.livekit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Pings of one signal connection, and the limit for its silence. */
final class KeepAlive {

    private final Sinks.Many<Boolean> heard = Sinks.many().multicast().directBestEffort();
    private final AtomicLong roundTrip = new AtomicLong();

    /** Any message shows that the server is there. */
    void heard(SignalResponse message) {
        if (message instanceof SignalResponse.Pong pong) {
            roundTrip.set(Math.max(0, now() - pong.pingMillis()));
        }
        heard.tryEmitNext(true);
    }

    /** Never completes; fails with {@link LiveKitException.Unreachable} after too long a silence. Zero times are none. */
    Mono<Void> run(Duration interval, Duration timeout, Function<SignalRequest, Mono<Void>> send) {
        Mono<Void> pings = interval.isZero()
                ? Mono.never()
                : Flux.interval(interval)
                        .onBackpressureDrop()
                        // A failing write is seen by the reading side as the end of the socket.
                        .concatMap(tick -> send.apply(new SignalRequest.Ping(now(), roundTrip.get()))
                                .onErrorComplete())
                        .then();
        Mono<Void> silence = timeout.isZero()
                ? Mono.never()
                : heard.asFlux()
                        .startWith(true)
                        .switchMap(message -> Mono.delay(timeout))
                        .next()
                        .then(Mono.error(() -> new LiveKitException.Unreachable(
                                "No message from the server for " + timeout.toMillis() + " ms", null)));
        return Flux.merge(pings, silence).then();
    }

    private static long now() {
        return Schedulers.parallel().now(TimeUnit.MILLISECONDS);
    }
}
