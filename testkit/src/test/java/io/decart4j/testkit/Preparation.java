package io.decart4j.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program that makes ready what somebody else's client needs. Where it fails, the network say, the test is skipped. */
final class Preparation {

    private Preparation() {}

    /** @param name in the notice, and of the file that has what the program said */
    static void run(Path folder, String name, int seconds, String... command) throws IOException, InterruptedException {
        Path log = folder.resolve(name.replace(' ', '-') + ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw Requirement.missing(name + " failed:\n" + Files.readString(log));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
