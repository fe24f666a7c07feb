package io.decart4j.webrtc;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The folders in which the Linux loader looks for shared libraries. */
record LibraryPath(List<Path> folders) {

    private static final List<String> BUILT_IN = List.of("/lib", "/usr/lib", "/lib64", "/usr/lib64", "/usr/local/lib");

    static LibraryPath ofHost() {
        return of(System.getenv().getOrDefault("LD_LIBRARY_PATH", ""), Path.of("/etc/ld.so.conf"));
    }

    /** From the environment variable, the loader's configuration and what is built into it, in that order. */
    static LibraryPath of(String ldLibraryPath, Path configuration) {
        Set<Path> folders = new LinkedHashSet<>();
        for (String folder : ldLibraryPath.split("[:;]", -1)) {
            if (!folder.isBlank()) {
                folders.add(Path.of(folder));
            }
        }
        folders.addAll(configured(configuration, 0));
        BUILT_IN.forEach(folder -> folders.add(Path.of(folder)));
        return new LibraryPath(List.copyOf(folders));
    }

    boolean contains(String soname) {
        return folders.stream().anyMatch(folder -> Files.exists(folder.resolve(soname)));
    }

    private static List<Path> configured(Path file, int depth) {
        List<Path> folders = new ArrayList<>();
        // Includes may name each other; nobody nests them deeper than this.
        if (depth > 4 || !Files.isReadable(file)) {
            return folders;
        }
        try {
            for (String raw : Files.readAllLines(file)) {
                String line = raw.replaceFirst("#.*", "").strip();
                if (line.startsWith("include ")) {
                    for (Path included :
                            included(file, line.substring("include ".length()).strip())) {
                        folders.addAll(configured(included, depth + 1));
                    }
                } else if (!line.isEmpty()) {
                    folders.add(Path.of(line));
                }
            }
        } catch (IOException unreadable) {
            return folders;
        }
        return folders;
    }

    private static List<Path> included(Path file, String pattern) throws IOException {
        Path target = file.resolveSibling(pattern);
        List<Path> files = new ArrayList<>();
        Path folder = target.getParent();
        Path glob = target.getFileName();
        if (folder == null || glob == null || !Files.isDirectory(folder)) {
            return files;
        }
        try (DirectoryStream<Path> matches = Files.newDirectoryStream(folder, glob.toString())) {
            matches.forEach(files::add);
        }
        return files;
    }
}
