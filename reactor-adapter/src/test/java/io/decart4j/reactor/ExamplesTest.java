package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the examples say of versions is what the build has; {@code bin/examples} runs those of Maven, and nobody that of Gradle. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("../examples");

    private static final PomFile PARENT = PomFile.read(Path.of("../pom.xml"));

    private static final PomFile BOM = PomFile.read(Path.of("../bom/pom.xml"));

    private static final Pattern COORDINATES = Pattern.compile("\"([\\w.]+):([\\w-]+)(?::([^:\"]+))?(?::([^:\"]+))?\"");

    /** The classifiers that the native artifacts have, by their POMs. */
    private static final Map<String, List<String>> PLATFORMS = Map.of(
            "webrtc-java", List.of("windows-x86_64", "linux-x86_64", "linux-aarch64", "macos-x86_64", "macos-aarch64"),
            "javacpp", List.of("linux-x86_64", "linux-arm64", "macosx-x86_64", "macosx-arm64", "windows-x86_64"),
            "ffmpeg", List.of("linux-x86_64", "linux-arm64", "macosx-x86_64", "macosx-arm64", "windows-x86_64"));

    @ParameterizedTest
    @ValueSource(strings = {"plain-maven", "spring-webflux", "spring-mvc", "junit"})
    void theMavenExamplesHaveTheVersionsOfTheBuild(String example) {
        PomFile pom = PomFile.read(EXAMPLES.resolve(example).resolve("pom.xml"));
        assertThat(pom.text("//properties/decart4j.version")).isEqualTo(PARENT.text("/project/version"));
        assertThat(pom.versions("//dependencyManagement//dependency")).containsOnlyKeys("decart4j-bom");
        if (!example.equals("plain-maven")) {
            assertThat(pom.text("/project/parent/version")).isEqualTo(PARENT.text("//properties/spring-boot.version"));
            assertThat(pom.text("//properties/netty.version")).isEqualTo(PARENT.text("//properties/netty.version"));
        }
    }

    @Test
    void theGradleExampleNamesArtifactsVersionsAndPlatformsThatThereAre() throws IOException {
        String build = Files.readString(EXAMPLES.resolve("gradle/build.gradle.kts"));
        List<MatchResult> named = COORDINATES.matcher(build).results().toList();
        assertThat(named)
                .extracting(coordinates -> coordinates.group(2))
                .containsExactly(
                        "decart4j-bom", "decart4j-reactor", "decart4j-testkit", "webrtc-java", "javacpp", "ffmpeg");
        for (MatchResult coordinates : named) {
            String artifact = coordinates.group(2);
            if (artifact.equals("decart4j-bom")) {
                assertThat(coordinates.group(3)).isEqualTo(PARENT.text("/project/version"));
            } else if (coordinates.group(1).equals("io.decart4j")) {
                assertThat(BOM.versions("//dependencyManagement//dependency")).containsKey(artifact);
                assertThat(coordinates.group(3)).isNull();
            } else {
                assertThat(coordinates.group(3)).isEqualTo(PARENT.text("//properties/" + artifact + ".version"));
                assertThat(PLATFORMS.get(artifact)).contains(coordinates.group(4));
            }
        }
    }

    @Test
    void theGradleExampleIsTheSameProgramAsThePlainOne() {
        assertThat(EXAMPLES.resolve("gradle/src/main/java/FirstSession.java"))
                .hasSameTextualContentAs(EXAMPLES.resolve("plain-maven/src/main/java/FirstSession.java"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../README.md", "../spring-boot-starter/README.md"})
    void theVersionsInTheReadmesAreThoseOfTheBuild(String readme) throws IOException {
        String text = Files.readString(Path.of(readme));
        assertThat(text).contains("<version>" + PARENT.text("/project/version") + "</version>");
    }
}
