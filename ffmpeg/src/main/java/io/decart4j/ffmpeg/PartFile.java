package io.decart4j.ffmpeg;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hidden file that a recording is written to, beside its place: {@code .NAME.RANDOM.part}. Each recording has one of its own,
 * so those of one name do not know of each other.
 */
final class PartFile {

    private static final Logger log = LoggerFactory.getLogger(PartFile.class);
    private static final String SUFFIX = ".part";

    /** Those that this process writes. */
    private static final Set<Path> WRITTEN = ConcurrentHashMap.newKeySet();

    private final Path target;
    private final Path path;

    /** Says which parts are left of recordings before this one. */
    PartFile(Path target) {
        this.target = target.toAbsolutePath();
        List<Path> left = leftovers(target);
        if (!left.isEmpty()) {
            log.warn("{}: of earlier recordings that did not end well these are left: {}", target, left);
        }
        String random = Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
        path = this.target.resolveSibling(prefix(this.target) + random + SUFFIX);
        WRITTEN.add(path);
    }

    Path path() {
        return path;
    }

    /** Moves it to its place, where another file of the name may have been. It is there as a whole or not at all. */
    void putInPlace() {
        try {
            Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new MediaFileException(Problem.NOT_WRITABLE, target, "cannot be put in place: " + e);
        }
        WRITTEN.remove(path);
    }

    /** Leaves it where it is. */
    void keep() {
        WRITTEN.remove(path);
    }

    void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new MediaFileException(Problem.NOT_WRITABLE, path, "cannot be removed: " + e);
        } finally {
            WRITTEN.remove(path);
        }
    }

    /** Of recordings to this file that nobody in this process writes any more; oldest names first. */
    static List<Path> leftovers(Path target) {
        Path place = target.toAbsolutePath();
        String prefix = prefix(place);
        List<Path> left = new ArrayList<>();
        Path folder = place.getParent();
        if (folder != null && Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, path -> isPart(path, prefix))) {
                files.forEach(left::add);
            } catch (IOException | java.nio.file.DirectoryIteratorException e) {
                log.debug("{}: cannot be listed", folder, e);
            }
        }
        left.removeAll(WRITTEN);
        Collections.sort(left);
        return List.copyOf(left);
    }

    private static boolean isPart(Path path, String prefix) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(prefix)
                && name.endsWith(SUFFIX)
                && name.substring(prefix.length()).indexOf('.') == name.length() - prefix.length() - SUFFIX.length();
    }

    private static String prefix(Path target) {
        return "." + target.getFileName() + ".";
    }
}
