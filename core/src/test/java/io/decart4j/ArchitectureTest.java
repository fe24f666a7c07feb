package io.decart4j;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

/** What keeps core testable in milliseconds: no I/O, no threads, no clock, and nothing public by accident. */
class ArchitectureTest {

    /** What users and the other modules see. Whoever adds a type here promises to keep it. */
    private static final Map<String, Set<String>> PUBLIC = Map.ofEntries(
            Map.entry(
                    "address",
                    Set.of("ApiKey", "BaseUrls", "StreamAddress", "UserAgent", "ViewerAddress", "WatchStreamAddress")),
            Map.entry(
                    "error",
                    Set.of(
                            "CommandException",
                            "ConnectionException",
                            "DecartException",
                            "ErrorCode",
                            "Failures",
                            "FrameOverflowException",
                            "InvalidOptionException",
                            "MediaException",
                            "PhaseTimeoutException",
                            "RequestException",
                            "ServerException",
                            "SessionEndedException",
                            "SignalingException",
                            "TokenCreateException",
                            "TokenVerifyException")),
            Map.entry("event", Set.of("ConnectionState", "SessionEvent")),
            Map.entry(
                    "input",
                    Set.of(
                            "ImageBytes",
                            "ImageSource",
                            "InitialState",
                            "Resolution",
                            "SetImageOptions",
                            "SetInput",
                            "Speed")),
            Map.entry(
                    "media",
                    Set.of("AudioFrame", "FrameBuffer", "FrameCounts", "FrameLeaks", "I420Buffer", "VideoFrame")),
            Map.entry(
                    "message",
                    Set.of(
                            "Candidate",
                            "ClientMessage",
                            "ImagePayload",
                            "ServerMessage",
                            "ServerMessageHandler",
                            "SignalingCodec")),
            Map.entry("model", Set.of("ModelNotice", "RealtimeModel", "RealtimeModels")),
            Map.entry(
                    "quality",
                    Set.of(
                            "LimitingFactor",
                            "Preflight",
                            "PreflightReport",
                            "QualityEvaluator",
                            "QualityInput",
                            "QualityLevel",
                            "QualityMetrics",
                            "QualityReport",
                            "QualityTargets")),
            Map.entry("file", Set.of("FileId", "FileReference", "FileUploadOptions")),
            Map.entry("net", Set.of("UrlHost")),
            Map.entry("quota", Set.of("RealtimeQuota")),
            Map.entry(
                    "stats",
                    Set.of(
                            "CandidatePair",
                            "ConnectionStats",
                            "InboundAudio",
                            "InboundVideo",
                            "OutboundAudio",
                            "OutboundVideo",
                            "ReceiverReports",
                            "RemoteInbound",
                            "SessionStats",
                            "StatsReport",
                            "StatsSampler")),
            Map.entry("token", Set.of("ClientToken", "SubscribeToken", "TokenRequest")));

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.decart4j");

    @Test
    void dependsOnJacksonAndJSpecifyOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "tools.jackson..", "org.jspecify..", "io.decart4j.."))
                .check(CORE);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.decart4j.(*)..").should().beFreeOfCycles().check(CORE);
    }

    /** The rules of a session are for the client and the local server. */
    @Test
    void whatUsersSeeStandsWithoutTheInside() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..internal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..internal..")
                .check(CORE);
    }

    @Test
    void doesNoInputOrOutput() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.net..")
                        .and(not(belongToAnyOf(URI.class, URISyntaxException.class, IDN.class))))
                .orShould()
                .dependOnClassesThat(resideInAPackage("java.nio.file..").and(not(type(Path.class))))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("java.nio.channels..", "java.net.http..", "javax.."))
                .orShould()
                .dependOnClassesThat(nameMatching("java\\.io\\.(File|Random|Print|Console).*"))
                .check(CORE);
    }

    @Test
    void hasNoThreads() {
        noClasses()
                .should()
                .dependOnClassesThat(belongToAnyOf(Thread.class, ThreadFactory.class))
                .orShould()
                .dependOnClassesThat(nameMatching("java\\.util\\.(Timer|concurrent\\..*(Executor|Future|ForkJoin).*)"))
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "blocks",
                        (JavaCall<?> call) ->
                                Set.of("wait", "sleep", "await", "park").contains(call.getName())))
                .check(CORE);
    }

    @Test
    void readsNoClock() {
        noClasses()
                .should()
                .dependOnClassesThat(type(Clock.class))
                .orShould()
                .callMethodWhere(JavaCall.Predicates.target(name("now"))
                        .and(JavaCall.Predicates.target(owner(resideInAPackage("java.time..")))))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(CORE);
    }

    @Test
    void readsNoEnvironment() {
        noClasses()
                .should()
                .callMethodWhere(JavaCall.Predicates.target(owner(type(System.class)))
                        .and(JavaCall.Predicates.target(DescribedPredicate.describe(
                                "environment", target -> target.getName().startsWith("get")))))
                .check(CORE);
    }

    @Test
    void onlyTheListedTypesArePublic() {
        Map<String, Set<String>> found = new TreeMap<>();
        CORE.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !type.getPackageName().contains(".internal."))
                .forEach(type -> found.computeIfAbsent(packageOf(type), p -> new TreeSet<>())
                        .add(type.getSimpleName()));

        assertThat(found).isEqualTo(new TreeMap<>(PUBLIC));
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().substring("io.decart4j.".length());
    }
}
