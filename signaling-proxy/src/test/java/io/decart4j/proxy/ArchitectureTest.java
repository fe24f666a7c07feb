package io.decart4j.proxy;

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

@AnalyzeClasses(packagesOf = SignalingProxy.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ONE_CLOCK = HouseRules.ONE_CLOCK;

    @ArchTest
    static final ArchRule INTERNAL = HouseRules.INTERNAL;

    @ArchTest
    static final ArchRule HOPS = HouseRules.HOPS;

    /** A proxy needs no media and no client. */
    @ArchTest
    static final ArchRule NEITHER_MEDIA_NOR_CLIENT = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.onvoid..", "io.decart4j.webrtc..", "io.decart4j.reactor..", "io.decart4j.testkit..");

    /** What Reactor Netty leaves to its users is done in one place, for all of them; what makes a socket of a request is the proxy's. */
    @ArchTest
    static final ArchRule SOCKETS_BY_THEIR_OWN_MODULE = noClasses()
            .that()
            .doNotBelongToAnyOf(SignalingProxy.class, Upgrade.class, EarlyBytes.class, Anteroom.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty.channel..", "reactor.netty.http.websocket..");

    /** Redis is optional. */
    @ArchTest
    static final ArchRule REDIS_IN_ITS_PACKAGE_ONLY = noClasses()
            .that()
            .resideInAPackage("io.decart4j.proxy")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.data..", "io.lettuce..", "io.decart4j.proxy.redis..");

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
                        "Caller",
                        "ClientTokenAuthentication",
                        "GateException",
                        "GateLimits",
                        "InMemoryGate",
                        "MessageHook",
                        "ProxyCounters",
                        "ProxyLimits",
                        "ProxySession",
                        "RedisGate",
                        "RedisGateOptions",
                        "ServiceLimit",
                        "SessionGate",
                        "SignalingProxy",
                        "SignalingProxyBuilder",
                        "Turn",
                        "Usage",
                        "Verdict",
                        "WithoutRedis");
    }
}
