package io.decart4j.reactor.internal.control;

import io.decart4j.error.CommandException;
import io.decart4j.flow.Deadlines;
import io.decart4j.internal.session.Ack;
import io.decart4j.internal.session.CommandLedger;
import io.decart4j.internal.session.CommandLedger.Effect;
import io.decart4j.internal.session.CommandLedger.Late;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The commands of one connection that wait for their acks. Thread-safe; neither user code nor a write runs under the lock,
 * and messages leave in the order in which their acks are expected. Belongs to one channel, so an ack of another connection
 * cannot settle anything here.
 */
public final class PendingCommands {

    /** More than this at once is a runaway caller. */
    public static final int CAPACITY = 256;

    /** How often its limit a command waits for its turn: an ack that is lost takes the limit of the one before once. */
    private static final int TURNS = 2;

    private final ControlChannel channel;
    private final Consumer<ClientMessage> onAccepted;
    private final Consumer<ClientMessage> onRefused;
    private final CommandLedger<PendingCommand> ledger = new CommandLedger<>(CAPACITY);
    private final Queue<PendingCommand> outbox = new ArrayDeque<>();
    private final AtomicInteger writing = new AtomicInteger();
    private final Deadlines deadlines = new Deadlines();
    private @Nullable Throwable lost;

    /** The same for who does not care what is refused. */
    public PendingCommands(ControlChannel channel, Consumer<ClientMessage> onAccepted) {
        this(channel, onAccepted, refused -> {});
    }

    /**
     * No commands yet. Both are told one at a time, in the order of the acks, under the lock and before the command's
     * Mono ends: they must not call back.
     *
     * @param onAccepted is told of each message that the server has accepted, also when nobody waits for it any more
     * @param onRefused the same for what it has refused
     */
    public PendingCommands(
            ControlChannel channel, Consumer<ClientMessage> onAccepted, Consumer<ClientMessage> onRefused) {
        this.channel = channel;
        this.onAccepted = onAccepted;
        this.onRefused = onRefused;
    }

    /**
     * Sends a command, at once or when its turn comes, and completes with its ack. Cancelling frees its place.
     *
     * @param name what error texts call it
     * @param limit from when it is sent to the ack, zero for none; it waits for its turn for at most twice as long
     */
    public Mono<Void> request(String name, ClientMessage message, Duration limit) {
        return Mono.create(sink -> {
            PendingCommand pending = new PendingCommand(name, message, limit, sink);
            synchronized (ledger) {
                if (lost != null) {
                    sink.error(CommandException.connectionLost(name, lost));
                    return;
                }
                if (!ledger.hasRoom()) {
                    sink.error(CommandException.tooMany(CAPACITY));
                    return;
                }
                PendingCommand next = ledger.add(pending, message).send();
                if (next == null) {
                    limit(pending, TURNS);
                } else {
                    outbox.add(next);
                }
            }
            sink.onDispose(() -> {
                pending.forget();
                apply(() -> ledger.cancel(pending));
            });
            write();
        });
    }

    /** Settles the command that the ack belongs to; nothing when nobody waits for it. */
    public void acknowledge(ServerMessage.PromptAck ack) {
        apply(() -> ledger.promptAck(ack.prompt(), new Ack(ack.success(), ack.error())));
    }

    /** Settles the image command on the wire; nothing when there is none. */
    public void acknowledge(ServerMessage.SetImageAck ack) {
        apply(() -> ledger.imageAck(new Ack(ack.success(), ack.error())));
    }

    /** The connection is gone: every command that waits fails now, and later ones at once. */
    public void fail(Throwable cause) {
        List<PendingCommand> all;
        synchronized (ledger) {
            lost = cause;
            all = ledger.drain();
            outbox.clear();
        }
        deadlines.dispose();
        all.forEach(pending -> pending.end(CommandException.connectionLost(pending.name, cause)));
    }

    public int pending() {
        synchronized (ledger) {
            return ledger.pending();
        }
    }

    private void limit(PendingCommand pending, int times) {
        Duration limit = pending.limit;
        if (!limit.isZero()) {
            // What cannot be multiplied is no limit anyway.
            Duration whole = limit.toDays() > Integer.MAX_VALUE ? limit : limit.multipliedBy(times);
            pending.expiring(deadlines.set(whole, () -> expire(pending, whole)));
        }
    }

    private void expire(PendingCommand pending, Duration limit) {
        apply(() -> ledger.abandon(pending));
        pending.end(CommandException.timedOut(pending.name, limit));
    }

    private void apply(Supplier<Effect<PendingCommand>> input) {
        Effect<PendingCommand> effect;
        synchronized (ledger) {
            effect = input.get();
            note(effect);
            PendingCommand next = effect.send();
            if (next != null) {
                outbox.add(next);
            }
        }
        write();
        PendingCommand settled = effect.settled();
        Ack ack = effect.ack();
        if (settled != null && ack != null) {
            settled.end(ack.success() ? null : CommandException.rejected(settled.name, ack.error()));
        }
    }

    private void note(Effect<PendingCommand> effect) {
        PendingCommand settled = effect.settled();
        Ack ack = effect.ack();
        Late late = effect.late();
        if (settled != null && ack != null) {
            note(settled.message, ack);
        } else if (late != null) {
            note(late.message(), late.ack());
        }
    }

    private void note(ClientMessage message, Ack ack) {
        (ack.success() ? onAccepted : onRefused).accept(message);
    }

    /** One thread at a time: who comes meanwhile leaves its message to that one. */
    private void write() {
        if (writing.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        while (missed != 0) {
            for (PendingCommand next = poll(); next != null; next = poll()) {
                write(next);
            }
            missed = writing.addAndGet(-missed);
        }
    }

    private @Nullable PendingCommand poll() {
        synchronized (ledger) {
            return outbox.poll();
        }
    }

    private void write(PendingCommand next) {
        limit(next, 1);
        try {
            channel.send(next.message).subscribe(null, e -> unwritten(next, e));
        } catch (Throwable e) { // or nobody would write any more
            unwritten(next, e);
        }
    }

    private void unwritten(PendingCommand command, Throwable cause) {
        apply(() -> ledger.cancel(command));
        command.end(CommandException.connectionLost(command.name, cause));
    }
}
