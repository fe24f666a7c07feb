package io.decart4j.internal.session;

import io.decart4j.message.ClientMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which command an acknowledgement belongs to. The wire gives acks no id, so what cannot be told apart is kept apart:
 * prompts are matched by their text and among equal texts first in first out; of image commands one at a time is on
 * the wire. A ledger belongs to one connection and is not thread-safe.
 *
 * @param <C> the caller's handle of a command, compared by identity
 */
public final class CommandLedger<C> {

    private final int capacity;
    private final AckLane<C> images;
    private final AckLane<C> prompts;

    /**
     * An empty ledger.
     *
     * @param capacity how many commands may be pending at once, at least 1
     */
    public CommandLedger(int capacity) {
        this.capacity = capacity;
        images = new AckLane<>(1, capacity);
        prompts = new AckLane<>(Integer.MAX_VALUE, capacity);
    }

    /**
     * What follows from an input.
     *
     * @param settled the command that has its answer
     * @param ack that answer
     * @param send the command whose message goes out now
     * @param late an answer that nobody waits for any more
     */
    public record Effect<C>(
            @Nullable C settled,
            @Nullable Ack ack,
            @Nullable C send,
            @Nullable Late late) {

        static <C> Effect<C> none() {
            return new Effect<>(null, null, null, null);
        }
    }

    /**
     * The answer to a command that was given up: it tells what is in force all the same. Not told when the command's image
     * was too large to be kept for that.
     */
    public record Late(ClientMessage message, Ack ack) {}

    /** Whether another command may be added. */
    public boolean hasRoom() {
        return pending() < capacity;
    }

    /** How many commands wait for their answer. */
    public int pending() {
        return images.pending() + prompts.pending();
    }

    /**
     * Adds a command; its effect says whether it is sent now or waits its turn.
     *
     * @throws IllegalStateException when there is no room, or the message has no ack
     */
    public Effect<C> add(C command, ClientMessage message) {
        if (!hasRoom()) {
            throw new IllegalStateException("no room");
        }
        if (message instanceof ClientMessage.Prompt prompt) {
            return prompts.add(prompt.prompt(), command, message);
        }
        if (message instanceof ClientMessage.SetImage || message instanceof ClientMessage.Passthrough) {
            return images.add("", command, message);
        }
        throw new IllegalStateException("has no ack: " + message.getClass().getSimpleName());
    }

    /**
     * An acknowledged prompt.
     *
     * @param text the prompt as the server echoes it, or null for a server that does not: then the oldest
     */
    public Effect<C> promptAck(@Nullable String text, Ack ack) {
        return prompts.ack(text, ack);
    }

    /** An acknowledged image command: the one on the wire. */
    public Effect<C> imageAck(Ack ack) {
        return images.ack(null, ack);
    }

    /**
     * A command that has waited long enough. If its message is on the wire, the late ack settles nobody. When an ack
     * came that may have been an older command's that was given up, the effect settles this one with it after all.
     */
    public Effect<C> abandon(C command) {
        return laneOf(command).abandon(command);
    }

    /**
     * A command whose caller wants no answer any more. If its message is on the wire, the late ack settles nobody. It is
     * never settled: who cancels early has not shown that the server's answer is missing, and taking it for answered
     * would hand its ack to the next.
     */
    public Effect<C> cancel(C command) {
        return laneOf(command).cancel(command);
    }

    /** Empties the ledger, because the connection is gone; returns what was pending, oldest first within a kind. */
    public List<C> drain() {
        List<C> all = images.drain();
        all.addAll(prompts.drain());
        return all;
    }

    private AckLane<C> laneOf(C command) {
        return images.holds(command) ? images : prompts;
    }
}
