package io.decart4j.ffmpeg;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.decart4j.testsupport.HouseRules;

@AnalyzeClasses(packagesOf = MediaFile.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONE_CLOCK = HouseRules.ONE_CLOCK;

    @ArchTest
    static final ArchRule INTERNAL = HouseRules.INTERNAL;

    @ArchTest
    static final ArchRule HOPS = HouseRules.HOPS;

    @ArchTest
    static final ArchRule KNOWS_FRAMES_AND_NOTHING_ELSE = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.decart4j..")
                    .and(resideOutsideOfPackages("io.decart4j.ffmpeg", "io.decart4j.media")));

    @ArchTest
    static final ArchRule PUBLIC_TYPES = classes()
            .that()
            .doNotBelongToAnyOf(
                    MediaFile.class,
                    MediaInfo.class,
                    MediaFileException.class,
                    Reading.class,
                    Recorder.class,
                    Recording.class,
                    SideBySide.class)
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule PUBLIC_TYPES_ARE_CLOSED =
            classes().that().arePublic().should().haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule NATIVE_TYPES_STAY_INSIDE = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should()
            .notHaveRawReturnType(resideInAPackage("org.bytedeco.."));
}
