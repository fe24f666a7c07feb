package io.decart4j.media.sink;

import io.decart4j.media.file.MediaFileException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;

/** A file that is written beside its place and moved there when it is whole, so that nobody sees half of it. */
final class AtomicFile {

    private final Path place;
    private final Path part;

    private AtomicFile(Path place, Path part) {
        this.place = place;
        this.part = part;
    }

    /** Makes the folder too. */
    static AtomicFile begin(Path place) {
        try {
            Path folder = Files.createDirectories(place.toAbsolutePath().getParent());
            String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
            // Not a file of Files.createTempFile: that would stay unreadable for others.
            return new AtomicFile(place, folder.resolve("." + place.getFileName() + "." + unique + ".part"));
        } catch (IOException | NullPointerException e) {
            throw unwritable(place, e);
        }
    }

    Path part() {
        return part;
    }

    Path finish() {
        try {
            move();
            return place;
        } catch (IOException e) {
            discard();
            throw unwritable(place, e);
        }
    }

    void discard() {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // Nothing can be done, and what made it happen has been told.
        }
    }

    static MediaFileException unwritable(Path place, Throwable cause) {
        return new MediaFileException(place, "cannot be written", cause);
    }

    private void move() throws IOException {
        try {
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
