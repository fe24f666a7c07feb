package io.decart4j.livekit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
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
import io.netty.channel.ChannelOption;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packagesOf = LiveKitRoom.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONE_CLOCK = HouseRules.ONE_CLOCK;

    @ArchTest
    static final ArchRule NO_MERGE = HouseRules.NO_MERGE;

    @ArchTest
    static final ArchRule GENERATED_MESSAGES_ARE_IN_THE_CODEC = noClasses()
            .that()
            .doNotHaveSimpleName("SignalCodec")
            .and(new com.tngtech.archunit.base.DescribedPredicate<JavaClass>("are not nested in the codec") {
                @Override
                public boolean test(JavaClass type) {
                    return !type.getName().startsWith(SignalCodec.class.getName() + "$");
                }
            })
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("livekit..", "com.google.protobuf..");

    @ArchTest
    static final ArchRule KNOWS_NOTHING_OF_DECART = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.decart4j.message..",
                    "io.decart4j.session..",
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
            .resideInAPackage("io.decart4j.livekit")
            .should()
            .dependOnClassesThat(resideInAPackage("reactor.netty.http.websocket..")
                    .or(resideInAPackage("io.netty.channel..").and(not(type(ChannelOption.class)))));

    /** The rules are tested without a socket, a clock or a thread. */
    @ArchTest
    static final ArchRule RULES_WITHOUT_IO = noClasses()
            .that()
            .belongToAnyOf(Recovery.class, Roster.class, TrackMap.class, SendingSections.class, OfferExchange.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "reactor..");

    @ArchTest
    static final ArchRule NULL_MARKED =
            classes().that().haveSimpleName("package-info").should().beAnnotatedWith(NullMarked.class);

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
