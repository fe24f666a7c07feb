package io.decart4j.proxy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Schedulers;

/** A gate for one process. Whoever is first in the queue and has room goes in; a user at the limit holds up nobody else. */
public final class InMemoryGate implements SessionGate {

    private final GateLimits limits;
    private final Deque<Ticket> queue = new ArrayDeque<>();
    private final Map<String, Integer> inside = new HashMap<>();
    private int total;

    /** A gate with nobody inside. */
    public InMemoryGate(GateLimits limits) {
        this.limits = limits;
    }

    private static final class Ticket {
        private final String user;
        private final FluxSink<Turn> sink;
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
        return Flux.create(
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
                .publishOn(Schedulers.parallel(), 1);
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
        if (!hasRoom(ticket.user) && queue.size() >= limits.queue()) {
            ticket.sink.error(GateException.full());
            return;
        }
        queue.add(ticket);
        admit();
    }

    private synchronized void leave(Ticket ticket) {
        if (ticket.admitted) {
            ticket.admitted = false;
            total--;
            inside.computeIfPresent(ticket.user, (user, count) -> count == 1 ? null : count - 1);
        } else if (!queue.remove(ticket)) {
            return;
        }
        admit();
    }

    private void admit() {
        List<Ticket> admitted = new ArrayList<>();
        for (Iterator<Ticket> tickets = queue.iterator(); tickets.hasNext() && total < limits.total(); ) {
            Ticket ticket = tickets.next();
            if (hasRoom(ticket.user)) {
                tickets.remove();
                ticket.admitted = true;
                total++;
                inside.merge(ticket.user, 1, Integer::sum);
                admitted.add(ticket);
            }
        }
        admitted.forEach(ticket -> ticket.sink.next(new Turn.Admitted()));
        int position = 0;
        for (Ticket ticket : queue) {
            position++;
            if (ticket.told != position) {
                ticket.told = position;
                ticket.sink.next(new Turn.Waiting(position, queue.size()));
            }
        }
    }

    private boolean hasRoom(String user) {
        return total < limits.total() && inside.getOrDefault(user, 0) < limits.perUser();
    }
}
