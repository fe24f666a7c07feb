package io.decart4j.proxy;

import java.time.Duration;
import reactor.core.publisher.Flux;

/** How many sessions may be open, for each user and in total. Those who find no room wait in the order they came. */
@FunctionalInterface
public interface SessionGate {

    /**
     * How long those who give up a place in the queue of a gate of this package still have it: Decart's Python client gives up after
     * 15 s of waiting and comes back after a few. Of a user who gives up several, who comes first has the best of them.
     */
    Duration PLACE_KEPT = Duration.ofSeconds(10);

    /**
     * Asks for a slot at each subscription: emits {@link Turn.Waiting} with each place in the queue, then {@link
     * Turn.Admitted}, and then nothing. The slot is held until the subscription is cancelled. Errors with {@link
     * GateException} when there is no room to wait either, or when the slot was lost.
     *
     * @param user whose slots are counted together
     */
    Flux<Turn> enter(String user);

    /** A gate that is always open. */
    static SessionGate open() {
        return user -> Flux.<Turn>just(new Turn.Admitted()).concatWith(Flux.never());
    }
}
