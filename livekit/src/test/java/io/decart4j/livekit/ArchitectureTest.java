package io.decart4j.livekit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
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
import io.netty.channel.ChannelOption;
import java.util.stream.Collectors;

@AnalyzeClasses(packagesOf = LiveKitRoom.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONE_CLOCK = HouseRules.ONE_CLOCK;

    @ArchTest
    static final ArchRule HOPS = HouseRules.HOPS;

    @ArchTest
    static final ArchRule NO_MERGE = HouseRules.NO_MERGE;

    @ArchTest
    static final ArchRule INTERNAL = HouseRules.INTERNAL;

    @ArchTest
    static final ArchRule GENERATED_MESSAGES_ARE_OF_THE_SIGNAL_CONNECTION = noClasses()
            .that()
            .resideOutsideOfPackage("io.decart4j.livekit.internal.signal")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("livekit..", "com.google.protobuf..");

    @ArchTest
    static final ArchRule SIGNALS_WITHOUT_RULES = noClasses()
            .that()
            .resideInAPackage("io.decart4j.livekit.internal.signal")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.decart4j.livekit.internal.rules");

    @ArchTest
    static final ArchRule KNOWS_NOTHING_OF_DECART = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.decart4j.message..",
                    "io.decart4j.internal.session..",
                    "io.decart4j.event..",
                    "io.decart4j.error..",
                    "io.decart4j.input..",
                    "io.decart4j.reactor..");

    @ArchTest
    static final ArchRule NO_NATIVE_LIBRARY =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.onvoid..");

    /** What Reactor Netty leaves to its users is done in one place, for all of them. */
    @ArchTest
    static final ArchRule SOCKETS_BY_THEIR_OWN_MODULE = noClasses()
            .that()
            .resideInAnyPackage("io.decart4j.livekit", "io.decart4j.livekit.internal..")
            .should()
            .dependOnClassesThat(resideInAPackage("reactor.netty.http.websocket..")
                    .or(resideInAPackage("io.netty.channel..").and(not(type(ChannelOption.class)))));

    /** The rules are tested without a socket, a clock or a thread. */
    @ArchTest
    static final ArchRule RULES_WITHOUT_IO = noClasses()
            .that()
            .resideInAPackage("io.decart4j.livekit.internal.rules")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "reactor..");

    @ArchTest
    static final ArchRule NULL_MARKED = HouseRules.NULL_MARKED;

    /** Whoever adds to the public API does it knowingly. */
    @ArchTest
    static void whatIsPackagePrivateStaysSo(JavaClasses all) {
        assertThat(all.stream()
                        .filter(type -> type.getPackageName().equals(LiveKitRoom.class.getPackageName()))
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "AudioPublishOptions",
                        "DisconnectReason",
                        "LiveKitException",
                        "LiveKitRoom",
                        "LocalAudioTrack",
                        "LocalTrack",
                        "LocalVideoTrack",
                        "Participant",
                        "RejoinPolicy",
                        "RemoteTrack",
                        "RoomEvent",
                        "RoomOptions",
                        "RoomState",
                        "TrackInfo",
                        "TrackKind",
                        "TrackSource",
                        "VideoPublishOptions");
    }
}
