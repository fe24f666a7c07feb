package io.decart4j.session;

import io.decart4j.message.ClientMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final AckLane<C> images = new AckLane<>(1);
    private final Map<String, AckLane<C>> prompts = new HashMap<>();
    private final ArrayDeque<String> promptOrder = new ArrayDeque<>();
    private int pending;

    /**
     * An empty ledger.
     *
     * @param capacity how many commands may be pending at once, at least 1
     */
    public CommandLedger(int capacity) {
        this.capacity = capacity;
    }

    /**
     * What follows from an input.
     *
     * @param settled the command that has its answer
     * @param ack that answer
     * @param send the command whose message goes out now
     */
    public record Effect<C>(
            @Nullable C settled,
            @Nullable Ack ack,
            @Nullable C send) {

        static <C> Effect<C> none() {
            return new Effect<>(null, null, null);
        }
    }

    /** Whether another command may be added. */
    public boolean hasRoom() {
        return pending < capacity;
    }

    /** How many commands wait for their answer. */
    public int pending() {
        return pending;
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
        pending++;
        if (message instanceof ClientMessage.Prompt prompt) {
            promptOrder.add(prompt.prompt());
            return prompts.computeIfAbsent(prompt.prompt(), text -> new AckLane<>(Integer.MAX_VALUE))
                    .add(command);
        }
        if (message instanceof ClientMessage.SetImage || message instanceof ClientMessage.Passthrough) {
            return images.add(command);
        }
        pending--;
        throw new IllegalStateException("has no ack: " + message.getClass().getSimpleName());
    }

    /**
     * An acknowledged prompt.
     *
     * @param text the prompt as the server echoes it, or null for a server that does not: then the oldest
     */
    public Effect<C> promptAck(@Nullable String text, Ack ack) {
        String key = text == null ? promptOrder.peek() : text;
        AckLane<C> lane = key == null ? null : prompts.get(key);
        if (key == null || lane == null) {
            return Effect.none();
        }
        Effect<C> effect = counted(lane.ack(ack));
        if (effect.settled() != null) {
            promptOrder.removeFirstOccurrence(key);
        }
        forgetIfIdle(key, lane);
        return effect;
    }

    /** An acknowledged image command: the one on the wire. */
    public Effect<C> imageAck(Ack ack) {
        return counted(images.ack(ack));
    }

    /**
     * A command whose caller waits no longer. If its message is on the wire, the late ack is swallowed. When an ack
     * came that may have been an older abandoned command's, the effect settles this one with it after all.
     */
    public Effect<C> abandon(C command) {
        if (images.holds(command)) {
            pending--;
            return images.abandon(command);
        }
        for (Map.Entry<String, AckLane<C>> entry : prompts.entrySet()) {
            if (entry.getValue().holds(command)) {
                pending--;
                promptOrder.removeFirstOccurrence(entry.getKey());
                return entry.getValue().abandon(command);
            }
        }
        return Effect.none();
    }

    /** Empties the ledger, because the connection is gone; returns what was pending, oldest first within a kind. */
    public List<C> drain() {
        List<C> all = new ArrayList<>(images.drain());
        prompts.values().forEach(lane -> all.addAll(lane.drain()));
        prompts.clear();
        promptOrder.clear();
        pending = 0;
        return all;
    }

    private Effect<C> counted(Effect<C> effect) {
        if (effect.settled() != null) {
            pending--;
        }
        return effect;
    }

    private void forgetIfIdle(String text, AckLane<C> lane) {
        if (lane.isIdle()) {
            prompts.remove(text);
        }
    }
}
