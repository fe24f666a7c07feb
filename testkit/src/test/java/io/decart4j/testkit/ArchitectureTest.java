package io.decart4j.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.decart4j.testsupport.HouseRules;
import java.util.stream.Collectors;

@AnalyzeClasses(packagesOf = LocalDecartServer.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONE_CLOCK = HouseRules.ONE_CLOCK;

    @ArchTest
    static final ArchRule INTERNAL = HouseRules.INTERNAL;

    @ArchTest
    static final ArchRule HOPS = HouseRules.HOPS;

    /** The server must not share the client's mistakes: of decart4j it only uses the codec, the errors and the media. */
    @ArchTest
    static final ArchRule NOTHING_OF_THE_CLIENT = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.decart4j.reactor..",
                    "io.decart4j.internal.session..",
                    "io.decart4j.event..",
                    "io.decart4j.address..",
                    "io.decart4j.token..",
                    "io.decart4j.tokens..",
                    "io.decart4j.internal.sdp..");

    @ArchTest
    static final ArchRule NO_NATIVE_LIBRARY =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.onvoid..");

    @ArchTest
    static final ArchRule NULL_MARKED = HouseRules.NULL_MARKED;

    @ArchTest
    static void whatIsPackagePrivateStaysSo(JavaClasses all) {
        assertThat(all.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(type -> type.getSimpleName())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "BlockHoundAllowances",
                        "Break",
                        "Faults",
                        "HandshakePhase",
                        "ImpairedRelay",
                        "Leftovers",
                        "LocalDecartServer",
                        "LocalServerBuilder",
                        "LocalClient",
                        "LocalSession",
                        "LocalViewer",
                        "NetworkImpairment",
                        "Pixels",
                        "ProcessGauges",
                        "ReceivedMessage",
                        "RecordingLeakDetector",
                        "RelayCounts",
                        "TestTone");
    }
}
