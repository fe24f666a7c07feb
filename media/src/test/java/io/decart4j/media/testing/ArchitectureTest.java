package io.decart4j.media.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.decart4j.media.file.MediaFileException;
import io.decart4j.media.meter.FrameNumber;
import io.decart4j.media.sink.Mjpeg;
import io.decart4j.media.source.TestPattern;
import io.decart4j.testsupport.HouseRules;
import java.util.stream.Collectors;

@AnalyzeClasses(
        packagesOf = {TestPattern.class, Mjpeg.class, FrameNumber.class, MediaFileException.class},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONE_CLOCK = HouseRules.ONE_CLOCK;

    @ArchTest
    static final ArchRule INTERNAL = HouseRules.INTERNAL;

    @ArchTest
    static final ArchRule HOPS = HouseRules.HOPS;

    @ArchTest
    static final ArchRule KNOWS_FRAMES_AND_NO_PROTOCOL = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.decart4j..")
                    .and(resideOutsideOfPackages(
                            "io.decart4j.media..", "io.decart4j.webrtc", "io.decart4j.frames", "io.decart4j.flow")));

    @ArchTest
    static final ArchRule NO_NATIVE_LIBRARY =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.onvoid..");

    /** A server has no sound card, and need not have fonts. */
    @ArchTest
    static final ArchRule NO_DEVICES_AND_NO_FONTS = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.awt\\.(Font|FontMetrics|Toolkit|Robot)|javax\\.sound\\.sampled\\..*Line");

    @ArchTest
    static final ArchRule NULL_MARKED = HouseRules.NULL_MARKED;

    @ArchTest
    static final ArchRule PUBLIC_TYPES_ARE_CLOSED =
            classes().that().arePublic().should().haveModifier(JavaModifier.FINAL);

    @ArchTest
    static void whatIsPackagePrivateStaysSo(JavaClasses all) {
        assertThat(all.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(type -> type.getSimpleName())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "FrameFigures",
                        "FrameNumber",
                        "GifPreview",
                        "GlassToGlass",
                        "ImageFile",
                        "ImageSequence",
                        "Latency",
                        "MediaFileException",
                        "Mjpeg",
                        "PngSequence",
                        "TestPattern",
                        "Tones",
                        "WavFile");
    }
}
