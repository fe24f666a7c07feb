package io.decart4j.websocket;

import java.net.URI;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What every opening of a connection passes, so that a server that comes back is not met by everybody at once: in any second no more
 * than so many begin to one server, the others wait in order, and where fewer come nobody waits. Thread-safe; blocks no thread, and
 * has one timer while somebody waits.
 */
public final class ConnectionGate {

    /** Openings a second to one server, where nobody says otherwise. */
    public static final int DEFAULT_PER_SECOND = 100;

    private final int perSecond;
    private final Supplier<Scheduler> timers;
    private final LongSupplier nanos;
    private final Map<String, Entrance> entrances = new HashMap<>();
    private boolean planned;
    private long due;
    private boolean lettingIn;

    private record Waiter(Entrance at, MonoSink<Void> turn) {}

    private static final class Entrance {
        private final SlidingRate rate;
        /** In order; an opening that is cancelled leaves from the middle. */
        private final Set<Waiter> waiting = new LinkedHashSet<>();

        Entrance(int perSecond) {
            this.rate = new SlidingRate(perSecond);
        }
    }

    /**
     * A gate.
     *
     * @param perSecond how many openings to one server may begin in any second, at least 1
     * @throws IllegalArgumentException when that is less
     */
    public ConnectionGate(int perSecond) {
        this(perSecond, Schedulers::parallel, System::nanoTime);
    }

    ConnectionGate(int perSecond, Supplier<Scheduler> timers, LongSupplier nanos) {
        if (perSecond < 1) {
            throw new IllegalArgumentException("perSecond takes 1 or more, not " + perSecond);
        }
        this.perSecond = perSecond;
        this.timers = timers;
        this.nanos = nanos;
    }

    /** How many openings to one server may begin in any second. */
    public int perSecond() {
        return perSecond;
    }

    /**
     * The same opening, begun in its turn: at once on the caller's thread, or later on {@code Schedulers.parallel()}. Each subscription
     * takes a turn; one that is cancelled while it waits gives it back. The gate has no errors of its own.
     *
     * @param server what is asked for a turn, for example {@link #server}: openings with the same text share the turns
     */
    public <T> Mono<T> pass(String server, Mono<T> opening) {
        return Mono.<Void>create(turn -> {
                    if (goesAtOnce(server, turn)) {
                        turn.success();
                    }
                })
                .then(opening);
    }

    /** The server of a URL: its host and port, the same by HTTP and by WebSocket. */
    public static String server(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("wss") || scheme.equals("https");
        String authority = String.valueOf(url.getRawAuthority()).toLowerCase(Locale.ROOT);
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
        return (secure ? "https://" : "http://") + host + (hasPort ? "" : secure ? ":443" : ":80");
    }

    private synchronized boolean goesAtOnce(String server, MonoSink<Void> turn) {
        long now = nanos.getAsLong();
        Entrance entrance = entrance(server, now);
        long delay = entrance.rate.delay(now);
        if (delay <= 0 && entrance.waiting.isEmpty()) {
            entrance.rate.take(now);
            return true;
        }
        Waiter waiter = new Waiter(entrance, turn);
        entrance.waiting.add(waiter);
        turn.onCancel(() -> leave(waiter));
        if (!lettingIn) {
            plan(now, delay);
        }
        return false;
    }

    /** Rooms may be on ever new servers, so each new one is the moment to forget those that are quiet. */
    private Entrance entrance(String server, long now) {
        Entrance known = entrances.get(server);
        if (known != null) {
            return known;
        }
        entrances.values().removeIf(old -> old.waiting.isEmpty() && old.rate.isForgotten(now));
        Entrance made = new Entrance(perSecond);
        entrances.put(server, made);
        return made;
    }

    private synchronized void leave(Waiter waiter) {
        waiter.at.waiting.remove(waiter);
    }

    /** A later look that is planned already stays: to cancel it could interrupt the thread that does it. */
    private void plan(long now, long delay) {
        long at = now + delay;
        if (!planned || at - due < 0) {
            planned = true;
            due = at;
            timers.get().schedule(() -> letIn(at), delay, TimeUnit.NANOSECONDS);
        }
    }

    /** Outside of the lock: an opening is other people's code, and what it throws may not strand those behind it. */
    private void letIn(long planFor) {
        if (!begins(planFor)) {
            return;
        }
        try {
            for (MonoSink<Void> turn = next(); turn != null; turn = next()) {
                turn.success();
            }
        } finally {
            planAgain();
        }
    }

    private synchronized boolean begins(long planFor) {
        if (planFor != due || lettingIn) {
            return false;
        }
        planned = false;
        lettingIn = true;
        return true;
    }

    private synchronized @Nullable MonoSink<Void> next() {
        long now = nanos.getAsLong();
        for (Entrance entrance : entrances.values()) {
            Iterator<Waiter> first = entrance.waiting.iterator();
            if (first.hasNext() && entrance.rate.delay(now) <= 0) {
                Waiter waiter = first.next();
                first.remove();
                entrance.rate.take(now);
                return waiter.turn;
            }
        }
        return null;
    }

    private synchronized void planAgain() {
        lettingIn = false;
        long now = nanos.getAsLong();
        entrances.values().stream()
                .filter(entrance -> !entrance.waiting.isEmpty())
                .mapToLong(entrance -> entrance.rate.delay(now))
                .min()
                .ifPresent(delay -> plan(now, delay));
    }

    /** How many wait now. */
    synchronized int waiting() {
        return entrances.values().stream()
                .mapToInt(entrance -> entrance.waiting.size())
                .sum();
    }

    /** How many servers are remembered. */
    synchronized int servers() {
        return entrances.size();
    }

    @Override
    public String toString() {
        return "ConnectionGate[" + perSecond + "/s]";
    }
}
