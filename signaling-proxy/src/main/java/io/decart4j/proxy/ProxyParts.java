package io.decart4j.proxy;

import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** What all connections of a proxy share. */
record ProxyParts(
        Upstream upstream,
        KeyGuard guard,
        ProxyLimits limits,
        MessageHook<ClientMessage> clientHook,
        MessageHook<ServerMessage> serverHook,
        Function<? super Usage, Mono<Void>> billing,
        Cooldown cooldown,
        Tally tally) {

    /** Counts for {@link ProxyCounters}. */
    record Tally(
            LongAdder refused, LongAdder withheld, LongAdder malformed, LongAdder violations, LongAdder slowedDown) {
        Tally() {
            this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
        }
    }
}
