package io.decart4j.chaos;

import io.decart4j.error.CommandException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** The commands of one session: each ends exactly once, in time, with an ack or a {@link CommandException}. */
final class Commands {

    /** What a busy machine may add to a time limit. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final String session;
    private final Tally tally;
    private final Broken broken;
    private final Set<Command> open = ConcurrentHashMap.newKeySet();

    Commands(String session, Tally tally, Broken broken) {
        this.session = session;
        this.tally = tally;
        this.broken = broken;
    }

    /** Issues one. */
    Command issue(String name, Mono<Void> command, Duration limit) {
        Command issued = new Command(name, System.nanoTime() + limit.plus(SLACK).toNanos());
        open.add(issued);
        tally.issued.increment();
        command.subscribe(issued);
        return issued;
    }

    /** Looks for those that should have ended. */
    void check() {
        long now = System.nanoTime();
        List<Command> late =
                open.stream().filter(command -> command.due - now < 0).toList();
        late.forEach(command -> broken.add(session + ": the " + command.name + " has not ended in time"));
        late.forEach(open::remove);
    }

    int open() {
        return open.size();
    }

    /** One command, as its subscriber. */
    final class Command implements CoreSubscriber<Void> {

        private final String name;
        private final long due;
        private final AtomicInteger ends = new AtomicInteger();
        private volatile @Nullable Subscription subscription;

        private Command(String name, long due) {
            this.name = name;
            this.due = due;
        }

        void cancel() {
            if (open.remove(this)) {
                tally.cancelled.increment();
                Objects.requireNonNull(subscription).cancel();
            }
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            this.subscription = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Void nothing) {}

        @Override
        public void onComplete() {
            if (ended()) {
                tally.acknowledged.increment();
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (!ended()) {
                return;
            }
            if (failure instanceof CommandException command) {
                tally.failed(command.reason()).increment();
            } else {
                broken.add(session + ": the " + name + " ended with " + failure);
            }
        }

        /** Whether this is the one end of a command that nobody has cancelled. */
        private boolean ended() {
            if (ends.incrementAndGet() > 1) {
                broken.add(session + ": the " + name + " ended more than once");
                return false;
            }
            return open.remove(this);
        }
    }
}
