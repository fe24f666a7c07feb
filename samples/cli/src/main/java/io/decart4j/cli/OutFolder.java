package io.decart4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a command writes. */
final class OutFolder {

    private OutFolder() {}

    /** This folder, made when it is not there; before anything else is done. */
    static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BadInput("--out takes a folder that can be written, got \"" + folder + "\"");
        }
    }
}
