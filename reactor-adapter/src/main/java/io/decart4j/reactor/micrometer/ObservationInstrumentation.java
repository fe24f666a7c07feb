package io.decart4j.reactor.micrometer;

import io.decart4j.reactor.MediaCounters;
import io.decart4j.reactor.SessionInstrumentation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import java.util.function.Supplier;
import reactor.util.context.ContextView;

/**
 * One observation for each session, {@code decart.session}: from connect to the end, with the key value {@code model}, an
 * event for each change of state, and the error that ended it, if any. Its parent is the observation in the Reactor
 * context of the subscriber to {@code connect()}. Thread-safe.
 */
public final class ObservationInstrumentation implements SessionInstrumentation {

    /** Where Micrometer keeps it: ObservationThreadLocalAccessor.KEY, whose class needs one more library. */
    private static final String KEY = "micrometer.observation";

    private final ObservationRegistry registry;

    /** Observes with the handlers of this registry, which are called on the session's threads. */
    public ObservationInstrumentation(ObservationRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    @Override
    public Watch begin(String model, Supplier<MediaCounters> counters, ContextView context) {
        Observation session = Observation.createNotStarted("decart.session", registry)
                .contextualName("decart session")
                .lowCardinalityKeyValue("model", model);
        if (context.getOrDefault(KEY, null) instanceof Observation parent) {
            session.parentObservation(parent);
        }
        return new ObservationWatch(session.start());
    }
}
