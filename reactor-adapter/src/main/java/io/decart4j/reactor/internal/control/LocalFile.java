package io.decart4j.reactor.internal.control;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.flow.CallersCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** A file of this machine, in memory; for a thread that may block. */
public final class LocalFile {

    private LocalFile() {}

    /**
     * Its bytes, and one more than allowed of one that is too large: that is enough to know it.
     *
     * @param most how many are allowed
     * @param error of a message that says what is taken
     */
    public static byte[] read(Path file, int most, BiFunction<String, Throwable, InvalidOptionException> error) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most + 1);
        } catch (IOException | UncheckedIOException e) {
            throw error.apply("takes a readable file, could not read " + file.getFileName(), e);
        } catch (RuntimeException | Error e) { // a file system may be anybody's
            CallersCode.throwIfFatal(e);
            throw error.apply(
                    "takes a readable file, got one that fails with "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }
}
