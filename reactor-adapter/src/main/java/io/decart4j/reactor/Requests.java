package io.decart4j.reactor;

import io.decart4j.error.CommandException;
import io.decart4j.flow.Deadlines;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.session.Ack;
import io.decart4j.session.CommandLedger;
import io.decart4j.session.CommandLedger.Effect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The commands of one connection that wait for their acks. Thread-safe; user code never runs under the lock. Belongs to
 * one channel, so an ack of another connection cannot settle anything here.
 */
final class Requests {

    /** More than this at once is a runaway caller. */
    static final int CAPACITY = 256;

    private final ControlChannel channel;
    private final Consumer<ClientMessage> onAcknowledged;
    private final CommandLedger<Pending> ledger = new CommandLedger<>(CAPACITY);
    private final Deadlines deadlines = new Deadlines();
    private @Nullable Throwable lost;

    /**
     * No commands yet.
     *
     * @param onAcknowledged is told of each message that the server has accepted, before its Mono completes
     */
    Requests(ControlChannel channel, Consumer<ClientMessage> onAcknowledged) {
        this.channel = channel;
        this.onAcknowledged = onAcknowledged;
    }

    private static final class Pending {
        final String name;
        final ClientMessage message;
        private final MonoSink<Void> sink;
        private final AtomicBoolean ended = new AtomicBoolean();

        Pending(String name, ClientMessage message, MonoSink<Void> sink) {
            this.name = name;
            this.message = message;
            this.sink = sink;
        }

        /** Only the first end counts: a time limit, an ack, a failing write and a lost connection may meet. */
        void end(@Nullable Throwable failure) {
            if (ended.compareAndSet(false, true)) {
                if (failure == null) {
                    sink.success();
                } else {
                    sink.error(failure);
                }
            }
        }

        /** Nobody waits any more. */
        void abandon() {
            ended.set(true);
        }
    }

    /**
     * Sends a command, at once or when its turn comes, and completes with its ack. Cancelling frees its place.
     *
     * @param name what error texts call it
     * @param limit from subscription to the ack
     */
    Mono<Void> request(String name, ClientMessage message, Duration limit) {
        return Mono.create(sink -> {
            Pending pending = new Pending(name, message, sink);
            Effect<Pending> effect;
            synchronized (ledger) {
                if (lost != null) {
                    sink.error(CommandException.connectionLost(name, lost));
                    return;
                }
                if (!ledger.hasRoom()) {
                    sink.error(CommandException.tooMany(CAPACITY));
                    return;
                }
                effect = ledger.add(pending, message);
            }
            Disposable timer = limit.isZero() ? () -> {} : deadlines.set(limit, () -> expire(pending, limit));
            sink.onDispose(() -> {
                pending.abandon();
                timer.dispose();
                follow(cancelled(pending), false);
            });
            follow(effect, true);
        });
    }

    /** Settles the command that the ack belongs to; nothing when nobody waits for it. */
    void acknowledge(ServerMessage.PromptAck ack) {
        Effect<Pending> effect;
        synchronized (ledger) {
            effect = ledger.promptAck(ack.prompt(), new Ack(ack.success(), ack.error()));
        }
        follow(effect, true);
    }

    /** Settles the image command on the wire; nothing when there is none. */
    void acknowledge(ServerMessage.SetImageAck ack) {
        Effect<Pending> effect;
        synchronized (ledger) {
            effect = ledger.imageAck(new Ack(ack.success(), ack.error()));
        }
        follow(effect, true);
    }

    /** The connection is gone: every command that waits fails now, and later ones at once. */
    void fail(Throwable cause) {
        List<Pending> all;
        synchronized (ledger) {
            lost = cause;
            all = ledger.drain();
        }
        deadlines.dispose();
        all.forEach(pending -> pending.end(CommandException.connectionLost(pending.name, cause)));
    }

    int pending() {
        synchronized (ledger) {
            return ledger.pending();
        }
    }

    private void expire(Pending pending, Duration limit) {
        follow(abandoned(pending), true);
        pending.end(CommandException.timedOut(pending.name, limit));
    }

    private Effect<Pending> abandoned(Pending pending) {
        synchronized (ledger) {
            return ledger.abandon(pending);
        }
    }

    private Effect<Pending> cancelled(Pending pending) {
        synchronized (ledger) {
            return ledger.cancel(pending);
        }
    }

    private void follow(Effect<Pending> effect, boolean settle) {
        Pending settled = effect.settled();
        Ack ack = effect.ack();
        if (settle && settled != null && ack != null) {
            settle(settled, ack);
        }
        Pending next = effect.send();
        if (next != null) {
            channel.send(next.message).subscribe(null, e -> {
                follow(cancelled(next), false);
                next.end(CommandException.connectionLost(next.name, e));
            });
        }
    }

    private void settle(Pending pending, Ack ack) {
        if (ack.success()) {
            onAcknowledged.accept(pending.message);
            pending.end(null);
        } else {
            pending.end(CommandException.rejected(pending.name, ack.error()));
        }
    }
}
