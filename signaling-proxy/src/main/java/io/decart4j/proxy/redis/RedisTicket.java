package io.decart4j.proxy.redis;

import io.decart4j.flow.MonotonicTime;
import io.decart4j.proxy.GateException;
import io.decart4j.proxy.Turn;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One who asks at a {@link RedisGate}: step after step, never two at a time. */
final class RedisTicket {

    private static final Logger log = LoggerFactory.getLogger(RedisGate.class);

    private final GateScripts scripts;
    private final RedisGateOptions options;
    private final Supplier<Duration> stillCounted;
    private final String id;
    private final String user;
    private boolean inside;
    private boolean counted; // false while Redis does not know of one who is inside
    private int position;
    private long arrival;
    private boolean answered;
    private long answeredAt; // when the newest step that was answered began: a lease lives longer than this says

    /** @param stillCounted how long the service goes on counting a session that ends now */
    RedisTicket(
            GateScripts scripts, RedisGateOptions options, Supplier<Duration> stillCounted, String id, String user) {
        this.scripts = scripts;
        this.options = options;
        this.stillCounted = stillCounted;
        this.id = id;
        this.user = user;
    }

    Flux<Turn> turns() {
        return Mono.defer(this::step)
                .repeatWhen(steps -> steps.concatMap(step -> Mono.delay(pause()), 1))
                .<Turn>handle((turn, sink) -> turn.ifPresent(sink::next))
                .distinctUntilChanged();
    }

    Mono<Void> leave() {
        Mono<Void> left = scripts.leave(id, user).onErrorResume(e -> {
            log.debug("A lease ends by itself: {}", e.toString());
            return Mono.empty();
        });
        Duration counted = inside ? stillCounted.get() : Duration.ZERO;
        return counted.isZero() ? left : Mono.delay(counted).then(left);
    }

    private Duration pause() {
        if (!inside) {
            return options.poll(position);
        }
        return counted ? options.renewal() : options.retry();
    }

    private Mono<Optional<Turn>> step() {
        long began = MonotonicTime.nanos();
        return scripts.step(id, user, mode(), arrival)
                .map(place -> {
                    answered = true;
                    answeredAt = began;
                    return stand(place);
                })
                .onErrorResume(e -> e instanceof GateException ? Mono.error(e) : silent(e));
    }

    private GateScripts.Mode mode() {
        if (!inside) {
            return GateScripts.Mode.ENTER;
        }
        // A lease that cannot have ended by itself is one that Redis has lost: its slot was nobody else's to have.
        return options.withoutRedis() == WithoutRedis.FAIL_OPEN || !isOver()
                ? GateScripts.Mode.KEEP
                : GateScripts.Mode.HOLD;
    }

    private Optional<Turn> stand(GateScripts.Place place) {
        switch (place.where()) {
            case 1 -> {
                inside = true;
                counted = true;
                return Optional.of(new Turn.Admitted());
            }
            case 0 -> {
                position = place.position();
                arrival = place.arrival();
                return Optional.of(new Turn.Waiting(position, place.queueSize()));
            }
            case -1 -> throw new GateException("Concurrent session limit reached.", null);
            default -> throw new GateException("The slot was lost", null);
        }
    }

    private Mono<Optional<Turn>> silent(Throwable e) {
        if (options.withoutRedis() == WithoutRedis.FAIL_OPEN) {
            inside = true;
            counted = false;
            return Mono.just(Optional.of(new Turn.Admitted()));
        }
        if (!answered || isOver()) {
            log.warn("The gate is closed, Redis does not answer: {}", e.toString());
            return Mono.error(new GateException("Server at capacity. Please try again later.", e));
        }
        counted = false;
        return Mono.just(Optional.empty());
    }

    private boolean isOver() {
        return MonotonicTime.since(answeredAt).compareTo(options.lifetime()) > 0;
    }
}
