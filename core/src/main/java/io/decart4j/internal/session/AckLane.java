package io.decart4j.internal.session;

import io.decart4j.internal.session.CommandLedger.Effect;
import io.decart4j.internal.session.CommandLedger.Late;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Commands whose acks look alike but for their text, answered in the order in which they were sent.
 *
 * <p>A command that is given up leaves a tombstone in its place, which takes the ack that is its turn. That ack may in
 * truth belong to a later command (if the server never answered the one given up), so it is kept with the next that it
 * fits and used if no other comes before that one is abandoned in turn.
 *
 * <p>A tombstone remembers its message, because a late ack says that this is in force; but tombstones keep no more than
 * {@link #KEPT_BYTES} of images alive, those of the newest.
 */
final class AckLane<C> {

    /** As much as one frame of the socket may have. */
    static final int KEPT_BYTES = 32 << 20;

    private final int window;
    private final int memory;
    private final Deque<Entry<C>> onWire = new ArrayDeque<>();
    private final Deque<Entry<C>> waiting = new ArrayDeque<>();
    private int live;

    /**
     * An empty lane.
     *
     * @param window how many commands may be on the wire, tombstones not counted
     * @param memory how many tombstones are kept: a server that answers nothing must not fill the memory
     */
    AckLane(int window, int memory) {
        this.window = window;
        this.memory = memory;
    }

    private static final class Entry<C> {
        final String text;

        /** Null in a tombstone. */
        @Nullable
        C command;

        /** Null in a tombstone whose image was too much to keep. */
        @Nullable
        ClientMessage message;

        @Nullable
        Ack doubtful;

        Entry(String text, C command, ClientMessage message) {
            this.text = text;
            this.command = command;
            this.message = message;
        }

        boolean fits(@Nullable String ackText) {
            return ackText == null || ackText.equals(text);
        }
    }

    /** Sends the command or lets it wait. */
    Effect<C> add(String text, C command, ClientMessage message) {
        waiting.add(new Entry<>(text, command, message));
        return effect(null, null);
    }

    /**
     * The oldest that the ack fits has it.
     *
     * @param text what the ack says, or null for one that fits all
     */
    Effect<C> ack(@Nullable String text, Ack ack) {
        Entry<C> oldest = first(onWire, entry -> entry.fits(text));
        if (oldest == null) {
            return Effect.none();
        }
        onWire.remove(oldest);
        if (oldest.command != null) {
            live--;
            return effect(oldest.command, ack);
        }
        Entry<C> next = first(onWire, entry -> entry.command != null && entry.fits(text));
        if (next != null) {
            next.doubtful = ack;
        }
        ClientMessage message = oldest.message;
        return message == null ? Effect.none() : new Effect<>(null, null, null, new Late(message, ack));
    }

    boolean holds(C command) {
        return first(onWire, entry -> entry.command == command) != null
                || first(waiting, entry -> entry.command == command) != null;
    }

    /** Settles the command with its doubtful ack, or cancels it. */
    Effect<C> abandon(C command) {
        Entry<C> sent = first(onWire, entry -> entry.command == command);
        if (sent == null || sent.doubtful == null) {
            return cancel(command);
        }
        onWire.remove(sent);
        live--;
        return effect(command, sent.doubtful);
    }

    /** Leaves a tombstone if the command is on the wire. */
    Effect<C> cancel(C command) {
        waiting.removeIf(entry -> entry.command == command);
        Entry<C> sent = first(onWire, entry -> entry.command == command);
        if (sent == null) {
            return Effect.none();
        }
        sent.command = null;
        live--;
        if (onWire.size() - live > memory) {
            onWire.remove(first(onWire, entry -> entry.command == null));
        }
        letGoOfImages();
        return effect(null, null);
    }

    private void letGoOfImages() {
        long kept = 0;
        for (Iterator<Entry<C>> newest = onWire.descendingIterator(); newest.hasNext(); ) {
            Entry<C> entry = newest.next();
            if (entry.command == null
                    && entry.message instanceof ClientMessage.SetImage set
                    && set.image() instanceof ImagePayload.Inline inline) {
                kept += inline.bytes().length;
                if (kept > KEPT_BYTES) {
                    entry.message = null;
                }
            }
        }
    }

    /** How many commands wait for their answer or for their turn. */
    int pending() {
        return live + waiting.size();
    }

    List<C> drain() {
        List<C> all = new ArrayList<>();
        onWire.addAll(waiting);
        for (Entry<C> entry : onWire) {
            if (entry.command != null) {
                all.add(entry.command);
            }
        }
        onWire.clear();
        waiting.clear();
        live = 0;
        return all;
    }

    /** With the command that may now be sent, if there is one. */
    private Effect<C> effect(@Nullable C settled, @Nullable Ack ack) {
        Entry<C> next = live < window ? waiting.poll() : null;
        if (next == null) {
            return new Effect<>(settled, ack, null, null);
        }
        onWire.add(next);
        live++;
        return new Effect<>(settled, ack, next.command, null);
    }

    private static <C> @Nullable Entry<C> first(Deque<Entry<C>> entries, Predicate<Entry<C>> which) {
        for (Entry<C> entry : entries) {
            if (which.test(entry)) {
                return entry;
            }
        }
        return null;
    }
}
