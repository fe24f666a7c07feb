package io.decart4j.reactor;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
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

@AnalyzeClasses(packagesOf = DecartClient.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String INSIDE = "io.decart4j.reactor.internal.";

    @ArchTest
    static final ArchRule ONE_CLOCK = HouseRules.ONE_CLOCK;

    @ArchTest
    static final ArchRule HOPS = HouseRules.HOPS;

    @ArchTest
    static final ArchRule NO_MERGE = HouseRules.NO_MERGE;

    @ArchTest
    static final ArchRule NO_NATIVE_LIBRARY =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.onvoid..");

    @ArchTest
    static final ArchRule NO_TEST_KIT =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.decart4j.testkit..");

    @ArchTest
    static final ArchRule INTERNAL = HouseRules.INTERNAL;

    /** A session knows neither transport, and a transport neither the other nor the session. */
    @ArchTest
    static final ArchRule LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("api")
            .definedBy("io.decart4j.reactor")
            .layer("session")
            .definedBy(INSIDE + "session")
            .layer("direct")
            .definedBy(INSIDE + "media.direct")
            .layer("room")
            .definedBy(INSIDE + "media.room")
            .layer("media")
            .definedBy(INSIDE + "media")
            .layer("control")
            .definedBy(INSIDE + "control")
            .layer("context")
            .definedBy(INSIDE + "context")
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("api")
            .whereLayer("direct")
            .mayOnlyBeAccessedByLayers("api")
            .whereLayer("room")
            .mayOnlyBeAccessedByLayers("api")
            .whereLayer("media")
            .mayOnlyBeAccessedByLayers("direct", "room", "session", "api")
            .whereLayer("control")
            .mayOnlyBeAccessedByLayers("media", "direct", "room", "session", "api")
            .whereLayer("context")
            .mayNotAccessAnyLayer();

    /** What a user holds knows no transport either. */
    @ArchTest
    static final ArchRule CONNECTIONS_WITHOUT_TRANSPORT = noClasses()
            .that()
            .areAssignableTo(RealtimeConnection.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(INSIDE + "media.direct", INSIDE + "media.room", "io.decart4j.livekit..");

    /** The options and values that users see may be used inside, but not what puts the inside together. */
    @ArchTest
    static final ArchRule INSIDE_KNOWS_VALUES_ONLY = noClasses()
            .that()
            .resideInAPackage(INSIDE + '.')
            .should()
            .dependOnClassesThat(resideInAPackage("io.decart4j.reactor")
                    .and(describe("know the inside", ArchitectureTest::knowsTheInside)));

    @ArchTest
    static final ArchRule CONTROL_WITHOUT_MEDIA = noClasses()
            .that()
            .resideInAPackage(INSIDE + "control")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.decart4j.webrtc..");

    @ArchTest
    static final ArchRule MEDIA_WITHOUT_SOCKET = noClasses()
            .that()
            .resideInAPackage(INSIDE + "media..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "reactor.netty..");

    @ArchTest
    static final ArchRule ONE_TRANSPORT_KNOWS_ROOMS = noClasses()
            .that()
            .resideOutsideOfPackages(INSIDE + "media.room", "io.decart4j.reactor")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.decart4j.livekit..");

    /** What Reactor Netty leaves to its users is done in one place, for all of them. */
    @ArchTest
    static final ArchRule SOCKETS_BY_THEIR_OWN_MODULE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty.channel..", "reactor.netty.http.websocket..");

    /** The client works where Micrometer is missing: nothing that is always loaded names it. */
    @ArchTest
    static final ArchRule MICROMETER_IS_OPTIONAL = noClasses()
            .that()
            .resideOutsideOfPackages("io.decart4j.reactor.micrometer..", INSIDE + "context")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.decart4j.reactor.micrometer..");

    /** Each of Micrometer's libraries by itself. */
    @ArchTest
    static final ArchRule METERS_WITHOUT_OBSERVATIONS = noClasses()
            .that()
            .haveSimpleNameStartingWith("Observation")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer.core..");

    @ArchTest
    static final ArchRule NULL_MARKED = HouseRules.NULL_MARKED;

    /** Whoever adds to the public API does it knowingly. */
    @ArchTest
    static void whatIsPackagePrivateStaysSo(JavaClasses all) {
        assertThat(all.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .filter(type -> !type.getPackageName().startsWith(INSIDE))
                        .map(type -> type.getSimpleName())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "AudioCounters",
                        "ConnectOptions",
                        "DecartClient",
                        "DegradationPreference",
                        "VideoCodec",
                        "VideoSendParameters",
                        "FilesClient",
                        "MeterInstrumentation",
                        "ObservationInstrumentation",
                        "SessionInstrumentation",
                        "MediaCounters",
                        "RealtimeConnection",
                        "RealtimeViewer",
                        "StallPolicy",
                        "ViewerOptions",
                        "WhileReconnecting",
                        "RealtimeClient",
                        "RealtimeSession",
                        "ReconnectPolicy",
                        "SessionTimeouts",
                        "TokensClient",
                        "Transport");
    }

    private static boolean knowsTheInside(JavaClass api) {
        return api.getDirectDependenciesFromSelf().stream()
                .anyMatch(used -> used.getTargetClass().getPackageName().startsWith(INSIDE));
    }
}
