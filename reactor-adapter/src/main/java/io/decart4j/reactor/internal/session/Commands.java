package io.decart4j.reactor.internal.session;

import io.decart4j.error.CommandException;
import io.decart4j.event.ConnectionState;
import io.decart4j.input.ImageSource;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import io.decart4j.reactor.internal.control.ImageResolver;
import io.decart4j.reactor.internal.control.PendingCommands;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A session's commands, each sent on the connection of the moment, or on the next one where the caller wants to wait for it. */
public final class Commands {

    private final SessionLoop loop;
    private final InstrumentedSession instrumented;
    private final ImageResolver images;
    private final boolean whileReconnecting;

    /**
     * The commands of this session.
     *
     * @param whileReconnecting whether a command waits for the next connection; otherwise it fails while there is none
     */
    public Commands(
            SessionLoop loop, InstrumentedSession instrumented, ImageResolver images, boolean whileReconnecting) {
        this.loop = loop;
        this.instrumented = instrumented;
        this.images = images;
        this.whileReconnecting = whileReconnecting;
    }

    /**
     * What is to be said to the server.
     *
     * @param name of the command, for errors and measurements
     * @param image to be read first; null for none
     * @param message with the image that was read, null for none
     * @param limit for the answer
     */
    public record Command(
            String name,
            @Nullable ImageSource image,
            Function<@Nullable ImagePayload, ClientMessage> message,
            Duration limit) {}

    /** Sends a command at each subscription; completes when the server has acknowledged it. */
    public Mono<Void> run(Command command) {
        return instrumented.command(command.name(), Mono.defer(() -> {
            if (state().isConnected()) {
                return send(command);
            }
            return whileReconnecting && state() == ConnectionState.RECONNECTING
                    ? sendLater(command)
                    : Mono.error(notConnected());
        }));
    }

    /** Why nothing can be said now. */
    public CommandException notConnected() {
        return CommandException.notConnected(state().wireName());
    }

    private Mono<Void> sendLater(Command command) {
        return loop.connectedOrOver()
                .publishOn(Schedulers.parallel())
                .timeout(command.limit(), Mono.error(() -> CommandException.timedOut(command.name(), command.limit())))
                .then(Mono.defer(() -> send(command)));
    }

    private Mono<Void> send(Command command) {
        // The short way of nearly every command: its latency is that of the socket.
        return command.image() == null
                ? request(command, null)
                : images.resolve(command.image()).flatMap(payload -> request(command, payload.orElse(null)));
    }

    private Mono<Void> request(Command command, @Nullable ImagePayload payload) {
        // The state may have changed while the image was read.
        Optional<PendingCommands> requests =
                state().isConnected() ? loop.current().flatMap(Attempt::requests) : Optional.empty();
        return requests.map(
                        there -> there.request(command.name(), command.message().apply(payload), command.limit()))
                .orElseGet(() -> Mono.error(notConnected()));
    }

    private ConnectionState state() {
        return loop.connectionState();
    }
}
