package io.decart4j.proxy;

import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The commands that have no answer yet. Acks of the wire have no identity, so the answer to a refused command waits until
 * the service has answered those before it; and the ack of a reworded prompt gets the client's own words again. Thread-safe.
 */
final class Commands {

    private static final int REMEMBERED = 1024;

    private final Deque<Command> prompts = new ArrayDeque<>();
    private final Deque<Command> images = new ArrayDeque<>();

    /** A command that was sent on has no answer here; one that was refused has. */
    private record Command(
            @Nullable String asked,
            @Nullable String sent,
            @Nullable ServerMessage answer) {}

    /** What goes to the client for an ack: the ack, when it has to be another one, and answers that waited for it. */
    record Acked(Optional<ServerMessage> instead, List<ServerMessage> answers) {}

    synchronized void sent(ClientMessage asked, ClientMessage sent) {
        ClientMessage command = unwrapped(asked);
        Deque<Command> lane = lane(command);
        if (lane != null) {
            add(lane, new Command(text(command), text(unwrapped(sent)), null));
        }
    }

    /** The initial state inside the join of an older client is acked like any other. */
    private static ClientMessage unwrapped(ClientMessage message) {
        ClientMessage embedded = message instanceof ClientMessage.LivekitJoin join ? join.embedded() : null;
        return embedded == null ? message : embedded;
    }

    /** What the client is told now; empty when that has to wait. */
    synchronized Optional<ServerMessage> refused(ClientMessage asked, String error) {
        Deque<Command> lane = lane(asked);
        if (lane == null) {
            return Optional.of(new ServerMessage.ErrorMessage(error));
        }
        ServerMessage answer = asked instanceof ClientMessage.Prompt prompt
                ? new ServerMessage.PromptAck(prompt.prompt(), false, error)
                : new ServerMessage.SetImageAck(false, error);
        if (lane.isEmpty()) {
            return Optional.of(answer);
        }
        add(lane, new Command(null, null, answer));
        return Optional.empty();
    }

    synchronized Acked acked(ServerMessage ack) {
        if (ack instanceof ServerMessage.PromptAck prompt) {
            Command command = take(prompt.prompt());
            return new Acked(Optional.ofNullable(inOwnWords(prompt, command)), due(prompts));
        }
        if (ack instanceof ServerMessage.SetImageAck) {
            images.poll();
            return new Acked(Optional.empty(), due(images));
        }
        return new Acked(Optional.empty(), List.of());
    }

    /** An ack that names the prompt as the client sent it; null when it does already. */
    private static @Nullable ServerMessage inOwnWords(ServerMessage.PromptAck ack, @Nullable Command command) {
        boolean reworded = command != null
                && ack.prompt() != null
                && ack.prompt().equals(command.sent())
                && !ack.prompt().equals(command.asked());
        return command != null && reworded
                ? new ServerMessage.PromptAck(command.asked(), ack.success(), ack.error())
                : null;
    }

    /** The command of this text, or else the oldest. */
    private @Nullable Command take(@Nullable String text) {
        for (Iterator<Command> all = prompts.iterator(); all.hasNext(); ) {
            Command command = all.next();
            if (command.answer() == null && text != null && text.equals(command.sent())) {
                all.remove();
                return command;
            }
        }
        return prompts.poll();
    }

    private static List<ServerMessage> due(Deque<Command> lane) {
        List<ServerMessage> due = new ArrayList<>();
        for (Command first = lane.peek(); first != null && first.answer() != null; first = lane.peek()) {
            due.add(first.answer());
            lane.poll();
        }
        return due;
    }

    private static void add(Deque<Command> lane, Command command) {
        if (lane.size() == REMEMBERED) {
            lane.poll(); // a service that does not answer
        }
        lane.add(command);
    }

    private @Nullable Deque<Command> lane(ClientMessage message) {
        if (message instanceof ClientMessage.Prompt) {
            return prompts;
        }
        return message instanceof ClientMessage.SetImage || message instanceof ClientMessage.Passthrough
                ? images
                : null;
    }

    private static @Nullable String text(ClientMessage message) {
        return message instanceof ClientMessage.Prompt prompt ? prompt.prompt() : null;
    }
}
