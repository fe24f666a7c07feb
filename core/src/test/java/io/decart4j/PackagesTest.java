package io.decart4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the sources of all modules are laid out. */
class PackagesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void noTwoModulesShareAPackage() throws IOException {
        Map<Path, Set<Path>> modules = new TreeMap<>();
        for (Path file : sources()) {
            Path inModule = file.subpath(sourceFolder(file) + 1, file.getNameCount());
            modules.computeIfAbsent(inModule.getParent(), folder -> new TreeSet<>())
                    .add(file.subpath(0, sourceFolder(file) - 2));
        }
        assertThat(modules)
                .hasSizeGreaterThan(50)
                .allSatisfy((folder, owners) ->
                        assertThat(owners).as("modules with %s", folder).hasSize(1));
    }

    /** What is longer has more than one subject. */
    @Test
    void noMainFileIsLong() throws IOException {
        for (Path file : sources()) {
            if (file.toString().contains("/src/main/")) {
                assertThat(Files.readAllLines(ROOT.resolve(file)))
                        .as(file.toString())
                        .hasSizeLessThanOrEqualTo(300);
            }
        }
    }

    /** Relative to the root, of {@code MODULE/src/main/java} and {@code MODULE/src/test/java}. */
    private static Set<Path> sources() throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT,
                20,
                (file, attributes) -> file.toString().endsWith(".java")
                        && file.toString().contains("/src/")
                        && file.toString().contains("/java/io/decart4j/")
                        && !file.toString().contains("/target/"))) {
            return new TreeSet<>(files.map(ROOT::relativize).toList());
        }
    }

    /** At which place of the path {@code java} stands, behind {@code src/main} or {@code src/test}. */
    private static int sourceFolder(Path file) {
        int at = 0;
        while (!file.getName(at).toString().equals("src")) {
            at++;
        }
        return at + 2;
    }
}
