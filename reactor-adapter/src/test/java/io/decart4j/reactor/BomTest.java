package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The BOM has no parent, so nothing but this keeps it like the rest. */
class BomTest {

    private static final Path ROOT = Path.of("..");

    private static final PomFile PARENT = PomFile.read(ROOT.resolve("pom.xml"));

    private static final PomFile BOM = PomFile.read(ROOT.resolve("bom/pom.xml"));

    @Test
    void itHasTheVersionOfTheRest() {
        assertThat(BOM.text("/project/version")).isEqualTo(PARENT.text("/project/version"));
        assertThat(PARENT.texts("/project/modules/module")).contains("bom");
    }

    @Test
    void itManagesWhatIsPublishedAndNothingElse() {
        Map<String, String> expected = new TreeMap<>();
        for (PomFile module : published()) {
            expected.put(module.text("/project/artifactId"), "${project.version}");
        }
        assertThat(expected).hasSizeGreaterThan(10);
        assertThat(BOM.versions("//dependencyManagement/dependencies/dependency"))
                .isEqualTo(expected);
    }

    @Test
    void itBringsNoVersionsOfOtherProjectsAlong() {
        assertThat(BOM.texts("/project/parent")).isEmpty();
        assertThat(Set.copyOf(BOM.texts("//dependencyManagement/dependencies/dependency/groupId")))
                .containsExactly("io.decart4j");
    }

    @Test
    void itsPluginsAreThoseOfTheRest() {
        assertThat(PARENT.versions("//plugin[version]")).containsAllEntriesOf(BOM.versions("//plugin[version]"));
    }

    private static List<PomFile> published() {
        return PARENT.texts("/project/modules/module").stream()
                .filter(module -> !module.equals("bom"))
                .map(module -> PomFile.read(ROOT.resolve(module).resolve("pom.xml")))
                .filter(pom ->
                        !pom.text("/project/properties/maven.deploy.skip").equals("true"))
                .toList();
    }
}
