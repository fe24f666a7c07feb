package io.decart4j.reactor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packagesOf = DecartClient.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONE_CLOCK = HouseRules.ONE_CLOCK;

    @ArchTest
    static final ArchRule NO_MERGE = HouseRules.NO_MERGE;

    @ArchTest
    static final ArchRule NO_NATIVE_LIBRARY =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.onvoid..");

    @ArchTest
    static final ArchRule NO_TEST_KIT =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.decart4j.testkit..");

    /** What talks to the socket does not touch the media, and the other way round. */
    @ArchTest
    static final ArchRule SOCKET_WITHOUT_MEDIA = noClasses()
            .that()
            .haveSimpleNameStartingWith("NettyControlChannel")
            .or()
            .haveSimpleNameStartingWith("WebSocketConnector")
            .or()
            .haveSimpleNameStartingWith("Requests")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.decart4j.webrtc..");

    /** What Reactor Netty leaves to its users is done in one place, for all of them. */
    @ArchTest
    static final ArchRule SOCKETS_BY_THEIR_OWN_MODULE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty.channel..", "reactor.netty.http.websocket..");

    @ArchTest
    static final ArchRule MEDIA_WITHOUT_SOCKET = noClasses()
            .that()
            .belongToAnyOf(
                    DirectMediaLink.class,
                    DirectPeer.class,
                    DirectMedia.class,
                    LocalVideo.class,
                    LocalSource.class,
                    RemoteFrames.class,
                    LocalAudio.class,
                    SessionSound.class,
                    RoomMediaLink.class,
                    LiveKitMedia.class,
                    LiveKitStay.class,
                    RoomFailures.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "reactor.netty..");

    /** A session does not know which transport it has. */
    @ArchTest
    static final ArchRule SESSIONS_WITHOUT_TRANSPORT = noClasses()
            .that()
            .belongToAnyOf(Attempt.class, Dispatch.class, SessionLoop.class, RealtimeSession.class)
            .should()
            .dependOnClassesThat(resideInAPackage("io.decart4j.reactor..")
                    .and(simpleNameStartingWith("Direct")
                            .or(simpleNameStartingWith("Room"))
                            .or(simpleNameStartingWith("LiveKit")))
                    .or(resideInAPackage("io.decart4j.livekit..")));

    /** The client works where Micrometer is missing: nothing that is always loaded names it. */
    @ArchTest
    static final ArchRule MICROMETER_IS_OPTIONAL = noClasses()
            .that()
            .resideOutsideOfPackage("io.decart4j.reactor.micrometer..")
            .and()
            .doNotHaveSimpleName("PropagatedContext")
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
    static final ArchRule NULL_MARKED =
            classes().that().haveSimpleName("package-info").should().beAnnotatedWith(NullMarked.class);

    /** Whoever adds to the public API does it knowingly. */
    @ArchTest
    static void whatIsPackagePrivateStaysSo(JavaClasses all) {
        assertThat(all.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(type -> type.getSimpleName())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "AudioCounters",
                        "ConnectOptions",
                        "DecartClient",
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
}
