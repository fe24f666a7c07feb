package io.decart4j.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The scripts of the browser test and what they need of npm, together in a folder under {@code target}. */
final class BrowserFiles {

    private static final int NPM_SECONDS = 180;

    private BrowserFiles() {}

    /** A folder that is ready to run; the packages are installed when the lock file is a new one. */
    static Path prepare(Path npm) throws IOException, InterruptedException {
        Path module = Path.of(System.getProperty("basedir", ""));
        Path folder = module.resolve("target/browser").toAbsolutePath();
        copy(module.resolve("src/test/browser"), folder);
        Path installed = folder.resolve("node_modules/.installed-lock.json");
        byte[] lock = Files.readAllBytes(folder.resolve("package-lock.json"));
        if (!Files.exists(installed) || Files.mismatch(installed, folder.resolve("package-lock.json")) >= 0) {
            Preparation.run(
                    folder, "npm ci", NPM_SECONDS, npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            Files.write(installed, lock);
        }
        return folder;
    }

    /** Files of a folder, those of an earlier time replaced; packages are no part of it. */
    static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(from)) {
            files = found.filter(Files::isRegularFile)
                    .filter(file -> !from.relativize(file).startsWith("node_modules"))
                    .toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
