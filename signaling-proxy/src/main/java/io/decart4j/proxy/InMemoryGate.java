package io.decart4j.proxy;

import io.decart4j.flow.FinishingScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/** A gate for one process. Whoever is first in the queue goes in as soon as there is room. */
public final class InMemoryGate implements SessionGate {

    private final GateLimits limits;
    private final ServiceLimit service;
    private final IntSupplier most;
    private final NavigableMap<Long, Ticket> queue = new TreeMap<>();
    private final Map<String, Integer> tickets = new HashMap<>(); // of each user, inside or in the queue
    private final KeptPlaces kept = new KeptPlaces();
    private int total;
    private long newest;

    /** A gate with nobody inside. */
    public InMemoryGate(GateLimits limits) {
        this(limits, ServiceLimit.none());
    }

    /** The same within what the service allows. */
    public InMemoryGate(GateLimits limits, ServiceLimit service) {
        this.limits = limits;
        this.service = service;
        this.most = service.smallerOf(limits.total());
    }

    private static final class Ticket {
        private final String user;
        private final FluxSink<Turn> sink;
        private long place;
        private int told;
        private boolean admitted;

        Ticket(String user, FluxSink<Turn> sink) {
            this.user = user;
            this.sink = sink;
        }
    }

    /** Emits on {@code Schedulers.parallel()}; a slow subscriber gets the newest turn only. */
    @Override
    public Flux<Turn> enter(String user) {
        Flux<Turn> turns = Flux.create(
                        (FluxSink<Turn> sink) -> {
                            Ticket ticket = new Ticket(user, sink);
                            sink.onDispose(() -> leave(ticket));
                            add(ticket);
                            if (sink.isCancelled()) {
                                leave(ticket);
                            }
                        },
                        FluxSink.OverflowStrategy.LATEST)
                // Subscribers run their own code: never under the lock.
                .publishOn(FinishingScheduler.parallel(), 1);
        return service.during(turns, this::admit);
    }

    /** How many are inside. */
    public synchronized int admitted() {
        return total;
    }

    /** How many wait. */
    public synchronized int waiting() {
        return queue.size();
    }

    private synchronized void add(Ticket ticket) {
        if (tickets.getOrDefault(ticket.user, 0) >= limits.perUser()) {
            ticket.sink.error(GateException.full());
            return;
        }
        Long before = kept.take(ticket.user);
        if (before == null && total >= most.getAsInt() && queue.size() >= limits.queue()) {
            ticket.sink.error(GateException.full());
            return;
        }
        ticket.place = before == null ? ++newest : before;
        queue.put(ticket.place, ticket);
        tickets.merge(ticket.user, 1, Integer::sum);
        admit();
    }

    private synchronized void leave(Ticket ticket) {
        if (ticket.admitted) {
            ticket.admitted = false;
            Duration counted = service.stillCounted(limits.total());
            if (counted.isZero()) {
                total--;
            } else {
                Mono.delay(counted).subscribe(late -> freed());
            }
        } else if (queue.remove(ticket.place, ticket)) {
            kept.keep(ticket.user, ticket.place);
        } else {
            return;
        }
        tickets.computeIfPresent(ticket.user, (user, count) -> count == 1 ? null : count - 1);
        admit();
    }

    private synchronized void freed() {
        total--;
        admit();
    }

    private synchronized void admit() {
        List<Ticket> admitted = new ArrayList<>();
        while (total < most.getAsInt() && !queue.isEmpty()) {
            Ticket ticket = queue.pollFirstEntry().getValue();
            ticket.admitted = true;
            total++;
            admitted.add(ticket);
        }
        admitted.forEach(ticket -> ticket.sink.next(new Turn.Admitted()));
        int position = 0;
        for (Ticket ticket : queue.values()) {
            position++;
            if (ticket.told != position) {
                ticket.told = position;
                ticket.sink.next(new Turn.Waiting(position, queue.size()));
            }
        }
    }
}
