package io.decart4j.testsupport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
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

    /** A hop to another thread loses what waits when it is cancelled, but on {@code FinishingScheduler}. */
    public static final ArchRule HOPS = noClasses()
            .that(DescribedPredicate.describe("use no FinishingScheduler", HouseRules::usesNoFinishingScheduler))
            .should()
            .callMethodWhere(
                    JavaCall.Predicates.target(HasOwner.Predicates.With.owner(JavaClass.Predicates.type(Flux.class)))
                            .and(JavaCall.Predicates.target(HasName.Predicates.name("publishOn"))));

    /** Below a package {@code internal} is nobody's business but that of the packages beside it. */
    public static final ArchRule INTERNAL = classes()
            .should(new ArchCondition<>("use no other module's internal packages") {
                @Override
                public void check(JavaClass user, ConditionEvents events) {
                    user.getDirectDependenciesFromSelf().stream()
                            .filter(used -> isForeignInternal(user, used.getTargetClass()))
                            .forEach(used -> events.add(SimpleConditionEvent.violated(used, used.getDescription())));
                }
            });

    /** Each package says so once, for all that is in it. */
    public static final ArchRule NULL_MARKED =
            classes().that().haveSimpleName("package-info").should().beAnnotatedWith(NullMarked.class);

    private HouseRules() {}

    private static boolean isForeignInternal(JavaClass user, JavaClass used) {
        String house = used.getPackageName();
        int inside = (house + '.').indexOf(".internal.");
        return house.startsWith("io.decart4j.")
                && inside >= 0
                && !(user.getPackageName() + '.').startsWith(house.substring(0, inside) + '.');
    }

    private static boolean usesNoFinishingScheduler(JavaClass javaClass) {
        return javaClass.getDirectDependenciesFromSelf().stream()
                .noneMatch(used -> used.getTargetClass().getName().equals("io.decart4j.flow.FinishingScheduler"));
    }
}
