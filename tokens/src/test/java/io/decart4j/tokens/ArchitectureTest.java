package io.decart4j.tokens;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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

@AnalyzeClasses(packagesOf = ClientTokenVerifier.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONE_CLOCK = HouseRules.ONE_CLOCK;

    @ArchTest
    static final ArchRule INTERNAL = HouseRules.INTERNAL;

    /** So that the proxy, and a service that only verifies, may use it. */
    @ArchTest
    static final ArchRule STANDS_ON_THE_SHARED_GROUND = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "com.nimbusds..",
                    "reactor..",
                    "io.netty..",
                    "org.reactivestreams..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "io.decart4j.address..",
                    "io.decart4j.error..",
                    "io.decart4j.flow..",
                    "io.decart4j.websocket..",
                    "io.decart4j.tokens..");

    @ArchTest
    static final ArchRule NULL_MARKED = HouseRules.NULL_MARKED;

    /** Whoever adds to the public API does it knowingly. */
    @ArchTest
    static void whatIsPackagePrivateStaysSo(JavaClasses all) {
        assertThat(all.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("ClientTokenClaims", "ClientTokenVerifier", "VerifiedClientToken");
    }
}
