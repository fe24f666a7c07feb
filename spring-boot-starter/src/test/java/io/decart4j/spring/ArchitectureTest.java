package io.decart4j.spring;

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

@AnalyzeClasses(packagesOf = DecartAutoConfiguration.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONE_CLOCK = HouseRules.ONE_CLOCK;

    @ArchTest
    static final ArchRule INTERNAL = HouseRules.INTERNAL;

    @ArchTest
    static final ArchRule NO_NATIVE_LIBRARY =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.onvoid..");

    @ArchTest
    static final ArchRule NO_TEST_KIT =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.decart4j.testkit..");

    @ArchTest
    static final ArchRule NULL_MARKED = HouseRules.NULL_MARKED;

    /** Whoever adds to the public API does it knowingly. */
    @ArchTest
    static void whatIsPackagePrivateStaysSo(JavaClasses all) {
        assertThat(all.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(type -> type.getSimpleName())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "ClientSettings",
                        "ClientTokenRoutes",
                        "DecartAutoConfiguration",
                        "DecartClientCustomizer",
                        "DecartHealthAutoConfiguration",
                        "DecartMetricsAutoConfiguration",
                        "DecartPropertyException",
                        "DecartProxyAutoConfiguration",
                        "Grant",
                        "ProxyAuthentication",
                        "ProxyCustomizer",
                        "RateLimit",
                        "SessionDefaults",
                        "SessionEventStream");
    }
}
