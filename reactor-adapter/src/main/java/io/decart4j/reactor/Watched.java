package io.decart4j.reactor;

import io.decart4j.error.CommandException;
import io.decart4j.error.DecartException;
import io.decart4j.event.SessionEvent;
import io.decart4j.model.RealtimeModels;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** One session as its instrumentations see it. Their faults end here. */
final class Watched {

    private static final Logger log = LoggerFactory.getLogger(SessionInstrumentation.class);

    private final List<SessionInstrumentation> instrumentations;
    private final String model;
    private final Supplier<MediaCounters> counters;
    private volatile List<SessionInstrumentation.Watch> watches = List.of();
    private volatile boolean faulty;

    Watched(List<SessionInstrumentation> instrumentations, String model, Supplier<MediaCounters> counters) {
        this.instrumentations = instrumentations;
        this.model = model;
        this.counters = counters;
    }

    /** What a tag may say: an application could take the name from its users. */
    static String tag(String model) {
        return RealtimeModels.resolveAlias(model).isPresent() ? model : "custom";
    }

    void begin(ContextView context) {
        watches = instrumentations.stream()
                .<SessionInstrumentation.Watch>mapMulti(
                        (each, all) -> guarded(() -> all.accept(each.begin(model, counters, context))))
                .toList();
    }

    void event(SessionEvent event) {
        tell(watch -> watch.event(event));
    }

    /** The same command, with its time and outcome told. */
    Mono<Void> command(String kind, Mono<Void> command) {
        if (instrumentations.isEmpty()) {
            return command;
        }
        return Mono.defer(() -> {
            long start = MonotonicTime.nanos();
            Consumer<String> over = outcome ->
                    tell(watch -> watch.command(kind, outcome, Duration.ofNanos(MonotonicTime.nanos() - start)));
            return command.doOnSuccess(done -> over.accept("success"))
                    .doOnError(error -> over.accept(outcome(error)))
                    .doOnCancel(() -> over.accept("cancelled"));
        });
    }

    private void tell(Consumer<SessionInstrumentation.Watch> what) {
        watches.forEach(watch -> guarded(() -> what.accept(watch)));
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (Throwable e) {
            CallersCode.throwIfFatal(e);
            if (!faulty) {
                faulty = true;
                log.warn("The instrumentation of a session failed", e);
            }
        }
    }

    private static String outcome(Throwable error) {
        if (error instanceof CommandException command) {
            return command.reason().name().toLowerCase(Locale.ROOT);
        }
        return error instanceof DecartException known ? known.code().name().toLowerCase(Locale.ROOT) : "error";
    }
}
