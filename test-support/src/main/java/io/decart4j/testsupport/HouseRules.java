package io.decart4j.testsupport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.Scheduler;

/** What the architecture tests of all modules ask for. */
public final class HouseRules {

    /**
     * Limits and durations go by {@code MonotonicTime}, and wall time leaves the process through {@code WallClock}: both are in
     * the package {@code flow}, and nobody else looks at a clock that may be set back.
     */
    public static final ArchRule ONE_CLOCK = noClasses()
            .that()
            .resideOutsideOfPackage("io.decart4j.flow")
            .should()
            .callMethod(Scheduler.class, "now", TimeUnit.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");

    private HouseRules() {}
}
