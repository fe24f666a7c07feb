package io.decart4j.reactor.micrometer;

import io.decart4j.reactor.MediaCounters;
import io.decart4j.reactor.SessionInstrumentation;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import reactor.util.context.ContextView;

/**
 * Meters of sessions, all with the tag {@code model}: {@code decart.sessions.open}, {@code decart.connect}, {@code
 * decart.reconnects}, {@code decart.commands}, {@code decart.frames.sent}, {@code decart.frames.received}, {@code
 * decart.frames.dropped} and {@code decart.generation}. No tag has a key, a prompt or an address.
 *
 * <p>Make one for a registry: it may serve any number of clients, but of two with the same registry only the first has its
 * open sessions and frames counted. Thread-safe.
 */
public final class MeterInstrumentation implements SessionInstrumentation {

    private final MeterRegistry registry;
    private final Map<String, ModelMeters> models = new ConcurrentHashMap<>();

    /** Registers a model's meters when its first session begins. */
    public MeterInstrumentation(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    @Override
    public Watch begin(String model, Supplier<MediaCounters> counters, ContextView context) {
        return new MeterWatch(models.computeIfAbsent(model, name -> new ModelMeters(registry, name)), counters);
    }
}
