package io.decart4j.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commands whose acks look alike, answered in the order in which they were sent.
 *
 * <p>An abandoned command leaves a tombstone that takes the next ack. That ack may in truth belong to the command now
 * on the wire (if the server never answered the abandoned one), so it is kept with that command and used if no other
 * comes before it is abandoned in turn.
 */
final class AckLane<C> {

    private final int window;
    private final Deque<Sent<C>> onWire = new ArrayDeque<>();
    private final Deque<C> waiting = new ArrayDeque<>();
    private int tombstones;

    AckLane(int window) {
        this.window = window;
    }

    private static final class Sent<C> {
        final C command;

        @Nullable
        Ack doubtful;

        Sent(C command) {
            this.command = command;
        }
    }

    CommandLedger.Effect<C> add(C command) {
        if (onWire.size() >= window) {
            waiting.add(command);
            return CommandLedger.Effect.none();
        }
        onWire.add(new Sent<>(command));
        return new CommandLedger.Effect<>(null, null, command);
    }

    CommandLedger.Effect<C> ack(Ack ack) {
        Sent<C> oldest = onWire.peek();
        if (tombstones > 0) {
            tombstones--;
            if (oldest != null) {
                oldest.doubtful = ack;
            }
            return CommandLedger.Effect.none();
        }
        if (oldest == null) {
            return CommandLedger.Effect.none();
        }
        onWire.remove();
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
        onWire.remove(sent);
        if (sent.doubtful == null) {
            tombstones++;
            return new CommandLedger.Effect<>(null, null, next());
        }
        return new CommandLedger.Effect<>(command, sent.doubtful, next());
    }

    boolean isIdle() {
        return onWire.isEmpty() && waiting.isEmpty() && tombstones == 0;
    }

    List<C> drain() {
        List<C> all = new ArrayList<>();
        onWire.forEach(sent -> all.add(sent.command));
        all.addAll(waiting);
        onWire.clear();
        waiting.clear();
        tombstones = 0;
        return all;
    }

    private @Nullable C next() {
        C next = onWire.size() < window ? waiting.poll() : null;
        if (next != null) {
            onWire.add(new Sent<>(next));
        }
        return next;
    }

    private @Nullable Sent<C> sent(C command) {
        for (Sent<C> sent : onWire) {
            if (sent.command == command) {
                return sent;
            }
        }
        return null;
    }
}
