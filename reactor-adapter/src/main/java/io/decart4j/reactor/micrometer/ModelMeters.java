package io.decart4j.reactor.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of all sessions with one model. */
final class ModelMeters {

    private final MeterRegistry registry;
    private final Tags model;
    private final FrameTotals frames = new FrameTotals();
    private final AtomicInteger open = new AtomicInteger();
    private final Counter generated;

    ModelMeters(MeterRegistry registry, String name) {
        this.registry = registry;
        this.model = Tags.of("model", name);
        Gauge.builder("decart.sessions.open", open, AtomicInteger::get)
                .description("Sessions between connect and their end")
                .tags(model)
                .register(registry);
        generated = Counter.builder("decart.generation")
                .description("Generation time that the service has told")
                .baseUnit("seconds")
                .tags(model)
                .register(registry);
        FunctionCounter.builder("decart.frames.sent", frames, FrameTotals::sent)
                .description("Local video frames handed to a connection")
                .tags(model)
                .register(registry);
        FunctionCounter.builder("decart.frames.received", frames, FrameTotals::received)
                .description("Remote video frames that arrived")
                .tags(model)
                .register(registry);
        FunctionCounter.builder("decart.frames.dropped", frames, FrameTotals::localDropped)
                .description("Video frames that were not sent, or that a subscriber was too slow for")
                .tags(model.and("direction", "out"))
                .register(registry);
        FunctionCounter.builder("decart.frames.dropped", frames, FrameTotals::remoteDropped)
                .description("Video frames that were not sent, or that a subscriber was too slow for")
                .tags(model.and("direction", "in"))
                .register(registry);
    }

    AtomicInteger open() {
        return open;
    }

    FrameTotals frames() {
        return frames;
    }

    Timer.Sample start() {
        return Timer.start(registry);
    }

    void connected(Timer.Sample since, String outcome) {
        since.stop(Timer.builder("decart.connect")
                .description("From connect to connected, or to the end before that")
                .tags(model.and("outcome", outcome))
                .register(registry));
    }

    void reconnecting(String cause) {
        Counter.builder("decart.reconnects")
                .description("Attempts after the first")
                .tags(model.and("cause", cause))
                .register(registry)
                .increment();
    }

    void command(String kind, String outcome, Duration took) {
        Timer.builder("decart.commands")
                .description("Commands, from subscription to their end")
                .tags(model.and("kind", kind, "outcome", outcome))
                .register(registry)
                .record(took);
    }

    void generated(double seconds) {
        generated.increment(seconds);
    }
}
