package io.decart4j.frames;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.decart4j.testsupport.HouseRules;
import java.util.stream.Collectors;

@AnalyzeClasses(
        packages = {"io.decart4j.frames", "io.decart4j.flow"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONE_CLOCK = HouseRules.ONE_CLOCK;

    @ArchTest
    static final ArchRule INTERNAL = HouseRules.INTERNAL;

    @ArchTest
    static final ArchRule HOPS = HouseRules.HOPS;

    @ArchTest
    static final ArchRule STANDS_ON_REACTOR_ALONE = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("dev.onvoid..")
                    .or(resideInAPackage("io.netty.."))
                    .or(resideInAPackage("reactor.netty..")));

    @ArchTest
    static final ArchRule FRAMES_KNOW_FRAMES = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.decart4j..")
                    .and(resideOutsideOfPackages(
                            "io.decart4j.frames", "io.decart4j.flow", "io.decart4j.media", "io.decart4j.error")));

    @ArchTest
    static final ArchRule FLOW_KNOWS_NO_FRAMES = noClasses()
            .that()
            .resideInAPackage("io.decart4j.flow")
            .should()
            .dependOnClassesThat(resideInAPackage("io.decart4j..")
                    .and(resideOutsideOfPackages("io.decart4j.flow", "io.decart4j.error")));

    @ArchTest
    static final ArchRule PUBLIC_TYPES_ARE_CLOSED =
            classes().that().arePublic().and().areTopLevelClasses().should().haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule NULL_MARKED = HouseRules.NULL_MARKED;

    /** Whoever adds to the public API does it knowingly. */
    @ArchTest
    static void whatIsPackagePrivateStaysSo(JavaClasses all) {
        assertThat(all.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "AudioFrames",
                        "BlockingClose",
                        "BoundedQueue",
                        "CallersCode",
                        "CallersSource",
                        "Deadlines",
                        "ElasticPool",
                        "EventHub",
                        "EventThreads",
                        "FinishingScheduler",
                        "FirstFailure",
                        "FrameQueue",
                        "FrameRateLimit",
                        "MonotonicTime",
                        "ReaderGuard",
                        "TimeLimits",
                        "VideoFrames",
                        "WallClock");
    }
}
