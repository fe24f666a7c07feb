package io.decart4j.testsupport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** What the architecture tests of all modules ask for. */
public final class HouseRules {

    /**
     * Limits and durations go by {@code MonotonicTime}, and wall time leaves the process through {@code WallClock}: both are in
     * the package {@code flow}, and nobody else looks at a clock that may be set back.
     */
    public static final ArchRule ONE_CLOCK = noClasses()
            .that()
            // The second is about tokens, which tell another machine the time.
            .resideOutsideOfPackages("io.decart4j.flow", "io.decart4j.livekit.server")
            .should()
            .callMethod(Scheduler.class, "now", TimeUnit.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");

    /** Of two that fail at once the second would go to the hook for errors that nobody takes; {@code FirstFailure.merge} takes it. */
    public static final ArchRule NO_MERGE = noClasses()
            .that()
            // The second is a test kit, which knows no module of the house.
            .resideOutsideOfPackages("io.decart4j.flow", "io.decart4j.livekit.server")
            .should()
            .callMethodWhere(
                    JavaCall.Predicates.target(HasOwner.Predicates.With.owner(JavaClass.Predicates.type(Flux.class)))
                            .and(JavaCall.Predicates.target(HasName.Predicates.nameMatching("merge|mergeWith"))));

    private HouseRules() {}
}
