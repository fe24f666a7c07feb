package io.decart4j.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Commands whose acks look alike, answered in the order in which they were sent.
 *
 * <p>An abandoned command leaves a tombstone in its place, which takes the ack that is due there. That ack may in truth
 * belong to the next command on the wire (if the server never answered the abandoned one), so it is kept with that
 * command and used if no other comes before it is abandoned in turn.
 */
final class AckLane<C> {

    private final int window;
    private final Deque<Sent<C>> onWire = new ArrayDeque<>();
    private final Deque<C> waiting = new ArrayDeque<>();

    AckLane(int window) {
        this.window = window;
    }

    private static final class Sent<C> {
        final C command;

        @Nullable
        Ack doubtful;

        boolean abandoned;

        Sent(C command) {
            this.command = command;
        }
    }

    CommandLedger.Effect<C> add(C command) {
        if (isFull()) {
            waiting.add(command);
            return CommandLedger.Effect.none();
        }
        onWire.add(new Sent<>(command));
        return new CommandLedger.Effect<>(null, null, command);
    }

    CommandLedger.Effect<C> ack(Ack ack) {
        Sent<C> oldest = onWire.poll();
        if (oldest == null) {
            return CommandLedger.Effect.none();
        }
        if (oldest.abandoned) {
            Sent<C> next = oldestLive();
            if (next != null) {
                next.doubtful = ack;
            }
            return CommandLedger.Effect.none();
        }
        return new CommandLedger.Effect<>(oldest.command, ack, next());
    }

    boolean holds(C command) {
        return waiting.contains(command) || sent(command) != null;
    }

    CommandLedger.Effect<C> abandon(C command) {
        if (waiting.remove(command)) {
            return CommandLedger.Effect.none();
        }
        Sent<C> sent = sent(command);
        if (sent == null) {
            return CommandLedger.Effect.none();
        }
        if (sent.doubtful == null) {
            sent.abandoned = true;
            return new CommandLedger.Effect<>(null, null, next());
        }
        onWire.remove(sent);
        return new CommandLedger.Effect<>(command, sent.doubtful, next());
    }

    boolean isIdle() {
        return onWire.isEmpty() && waiting.isEmpty();
    }

    List<C> drain() {
        List<C> all = new ArrayList<>();
        live().forEach(sent -> all.add(sent.command));
        all.addAll(waiting);
        onWire.clear();
        waiting.clear();
        return all;
    }

    private @Nullable C next() {
        C next = isFull() ? null : waiting.poll();
        if (next != null) {
            onWire.add(new Sent<>(next));
        }
        return next;
    }

    private boolean isFull() {
        return live().count() >= window;
    }

    private @Nullable Sent<C> oldestLive() {
        return live().findFirst().orElse(null);
    }

    private @Nullable Sent<C> sent(C command) {
        return live().filter(sent -> sent.command == command).findFirst().orElse(null);
    }

    private Stream<Sent<C>> live() {
        return onWire.stream().filter(sent -> !sent.abandoned);
    }
}
