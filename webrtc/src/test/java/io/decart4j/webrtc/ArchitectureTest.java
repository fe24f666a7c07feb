package io.decart4j.webrtc;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.media.video.VideoDesktopSource;
import io.decart4j.testsupport.HouseRules;

@AnalyzeClasses(packagesOf = WebRtcRuntime.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONE_CLOCK = HouseRules.ONE_CLOCK;

    @ArchTest
    static final ArchRule INTERNAL = HouseRules.INTERNAL;

    @ArchTest
    static final ArchRule HOPS = HouseRules.HOPS;

    @ArchTest
    static final ArchRule KNOWS_FRAMES_AND_COUNTERS_AND_NO_PROTOCOL = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.decart4j..")
                    .and(resideOutsideOfPackages(
                            "io.decart4j.webrtc",
                            "io.decart4j.frames",
                            "io.decart4j.flow",
                            "io.decart4j.media",
                            "io.decart4j.stats")));

    @ArchTest
    static final ArchRule REFLECTION_IS_WHERE_THE_LIBRARY_HAS_GAPS = noClasses()
            .that()
            .doNotBelongToAnyOf(NativeReference.class, Libyuv.class)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect");

    @ArchTest
    static final ArchRule NATIVE_TYPES_STAY_INSIDE =
            classes().that().arePublic().should(new NoNativeTypeInPublic());

    @ArchTest
    static final ArchRule TEXTS_GO_TO_THE_LIBRARY_WHERE_THEY_ARE_LOOKED_AT = noClasses()
            .that()
            .doNotBelongToAnyOf(NativePeer.class)
            .should()
            .callConstructor(RTCSessionDescription.class, RTCSdpType.class, String.class);

    @ArchTest
    static final ArchRule SOUND_IS_STARTED_IN_ONE_PLACE = noClasses()
            .that()
            .doNotBelongToAnyOf(Engine.class)
            .should()
            .dependOnClassesThat()
            .haveNameMatching("dev\\.onvoid\\.webrtc\\.media\\.audio\\.\\w*AudioDeviceModule\\w*");

    @ArchTest
    static final ArchRule NO_SCREEN_IS_CAPTURED = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAPackage("dev.onvoid.webrtc.media.video.desktop..").or(type(VideoDesktopSource.class)));

    @ArchTest
    static final ArchRule PUBLIC_TYPES_ARE_CLOSED =
            classes().that().arePublic().should().haveModifier(JavaModifier.FINAL);
}
