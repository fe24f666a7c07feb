package io.decart4j.reactor.internal.media;

import io.decart4j.event.SessionEvent;
import io.decart4j.flow.MonotonicTime;
import java.time.Duration;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells that what one connection sends arrives nowhere, and how long that was when it arrives again. */
public final class SendingStalls {

    private final Consumer<SessionEvent> tell;
    private boolean stalled;
    private long since;

    SendingStalls(Consumer<SessionEvent> tell) {
        this.tell = tell;
    }

    /**
     * Tells what changes, for as long as this is subscribed.
     *
     * @param states whether it arrives nowhere, as of now; not more than one at a time
     */
    public Mono<Void> follow(Flux<Boolean> states) {
        return states.doOnNext(this::is).then();
    }

    private void is(boolean now) {
        if (now == stalled) {
            return;
        }
        stalled = now;
        if (now) {
            since = MonotonicTime.nanos();
        }
        tell.accept(new SessionEvent.SendingStall(
                now, now ? Duration.ZERO : Duration.ofNanos(MonotonicTime.nanos() - since)));
    }
}
