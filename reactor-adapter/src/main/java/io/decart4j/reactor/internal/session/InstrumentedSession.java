package io.decart4j.reactor.internal.session;

import io.decart4j.error.CommandException;
import io.decart4j.error.DecartException;
import io.decart4j.event.SessionEvent;
import io.decart4j.flow.MonotonicTime;
import io.decart4j.model.RealtimeModels;
import io.decart4j.reactor.MediaCounters;
import io.decart4j.reactor.SessionInstrumentation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** One session as its instrumentations see it, on a thread of their own. */
public final class InstrumentedSession {

    private final List<Measuring> measuring;
    private final String model;
    private final Supplier<MediaCounters> counters;
    private final InstrumentationCalls calls = new InstrumentationCalls();

    public InstrumentedSession(
            List<SessionInstrumentation> instrumentations, String model, Supplier<MediaCounters> counters) {
        this.measuring = instrumentations.stream().map(Measuring::new).toList();
        this.model = model;
        this.counters = counters;
    }

    /** One of them; its watch is there from its first call on, unless that failed. */
    private static final class Measuring {
        final SessionInstrumentation by;
        SessionInstrumentation.@Nullable Watch watch; // only within calls

        Measuring(SessionInstrumentation by) {
            this.by = by;
        }

        void tell(Consumer<SessionInstrumentation.Watch> what) {
            if (watch != null) {
                what.accept(watch);
            }
        }
    }

    /** What a tag may say: an application could take the name from its users. */
    public static String tag(String model) {
        return RealtimeModels.resolveAlias(model).isPresent() ? model : "custom";
    }

    void begin(ContextView context) {
        measuring.forEach(each -> calls.add(() -> each.watch = each.by.begin(model, counters, context)));
    }

    void event(SessionEvent event) {
        boolean last = event instanceof SessionEvent.Ended;
        for (Measuring each : measuring) {
            Runnable call = () -> each.tell(watch -> watch.event(event));
            if (last) {
                calls.addAlways(call);
            } else {
                calls.add(call);
            }
        }
    }

    /** The same command, with its time and outcome told once. */
    Mono<Void> command(String kind, Mono<Void> command) {
        if (measuring.isEmpty()) {
            return command;
        }
        return Mono.defer(() -> {
            long start = MonotonicTime.nanos();
            AtomicBoolean over = new AtomicBoolean();
            Consumer<String> end = outcome -> {
                // Operators downstream cancel what has long completed.
                if (over.compareAndSet(false, true)) {
                    Duration took = MonotonicTime.since(start);
                    measuring.forEach(each -> calls.add(() -> each.tell(watch -> watch.command(kind, outcome, took))));
                }
            };
            return command.doOnSuccess(done -> end.accept("success"))
                    .doOnError(error -> end.accept(outcome(error)))
                    .doOnCancel(() -> end.accept("cancelled"));
        });
    }

    private static String outcome(Throwable error) {
        if (error instanceof CommandException command) {
            return command.reason().name().toLowerCase(Locale.ROOT);
        }
        return error instanceof DecartException known ? known.code().name().toLowerCase(Locale.ROOT) : "error";
    }
}
