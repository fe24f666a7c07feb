package io.decart4j.reactor.micrometer;

import io.decart4j.error.DecartException;
import io.decart4j.event.SessionEvent;
import io.decart4j.reactor.MediaCounters;
import io.decart4j.reactor.SessionInstrumentation;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one session adds to the meters of its model. */
final class MeterWatch implements SessionInstrumentation.Watch {

    private final ModelMeters meters;
    private final Supplier<MediaCounters> counters;
    private final GenerationTime generation = new GenerationTime();
    private Timer.@Nullable Sample connecting;

    MeterWatch(ModelMeters meters, Supplier<MediaCounters> counters) {
        this.meters = meters;
        this.counters = counters;
        connecting = meters.start();
        meters.frames().add(counters);
        meters.open().incrementAndGet();
    }

    @Override
    public void event(SessionEvent event) {
        if (event instanceof SessionEvent.ConnectionChange change
                && change.state().isConnected()) {
            connected("success");
        } else if (event instanceof SessionEvent.Reconnecting again) {
            generation.anotherConnection();
            meters.reconnecting(code(again.cause()));
        } else if (event instanceof SessionEvent.SessionStarted session) {
            generation.session(session.sessionId());
        } else if (event instanceof SessionEvent.GenerationTick tick) {
            meters.generated(generation.advance(tick.seconds()));
        } else if (event instanceof SessionEvent.GenerationEnded end) {
            meters.generated(generation.advance(end.seconds()));
        } else if (event instanceof SessionEvent.Ended end) {
            connected(end.cause().map(MeterWatch::code).orElse("cancelled"));
            meters.frames().end(counters);
            meters.open().decrementAndGet();
        }
    }

    @Override
    public void command(String kind, String outcome, Duration took) {
        meters.command(kind, outcome, took);
    }

    private void connected(String outcome) {
        Timer.Sample since = connecting;
        connecting = null;
        if (since != null) {
            meters.connected(since, outcome);
        }
    }

    private static String code(DecartException error) {
        return error.code().name().toLowerCase(Locale.ROOT);
    }
}
