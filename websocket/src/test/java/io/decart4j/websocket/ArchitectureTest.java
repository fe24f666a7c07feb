package io.decart4j.websocket;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.decart4j.testsupport.HouseRules;
import java.util.stream.Collectors;

@AnalyzeClasses(packagesOf = ConnectionGate.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONE_CLOCK = HouseRules.ONE_CLOCK;

    @ArchTest
    static final ArchRule INTERNAL = HouseRules.INTERNAL;

    @ArchTest
    static final ArchRule HOPS = HouseRules.HOPS;

    /** It knows no protocol, and so nobody of the house. */
    @ArchTest
    static final ArchRule KNOWS_NOTHING_OF_DECART4J = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are of another module",
                    (JavaClass type) -> type.getPackageName().startsWith("io.decart4j")
                            && !type.getPackageName().equals("io.decart4j.websocket")));

    @ArchTest
    static final ArchRule ONLY_REACTOR_NETTY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.net.ssl..",
                    "reactor..",
                    "io.netty..",
                    "org.reactivestreams..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "io.decart4j.websocket..");

    @ArchTest
    static final ArchRule PUBLIC_IS_FINAL =
            classes().that().arePublic().should().haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule NULL_MARKED = HouseRules.NULL_MARKED;

    /** Whoever adds to the public API does it knowingly. */
    @ArchTest
    static void whatIsPackagePrivateStaysSo(JavaClasses all) {
        assertThat(all.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "BoundedBody",
                        "ConnectionGate",
                        "DefaultTls",
                        "NetworkFailure",
                        "RequestSecret",
                        "SecretFilter",
                        "UpgradeRefusedException",
                        "WebSocketConnection",
                        "WebSocketEnd",
                        "WebSocketOpener");
    }
}
