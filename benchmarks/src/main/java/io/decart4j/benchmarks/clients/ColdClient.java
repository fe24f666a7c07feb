package io.decart4j.benchmarks.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A client that is a process of its own each time.
 *
 * @param input what it reads
 * @param wanted what stands in the line that it prints with its first frame; behind that it ends with its input
 */
record ColdClient(String name, List<String> command, Path folder, String input, String wanted) implements Client {

    /** From the start of the process. */
    @Override
    public double firstFrame() throws IOException {
        long began = System.nanoTime();
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        // The command line takes the same Java as this program.
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            String line = out.readLine();
            while (line != null && !line.contains(wanted) && !line.contains("\"failure\"")) {
                line = out.readLine();
            }
            if (line == null || !line.contains(wanted)) {
                throw new IOException(name + " has ended without " + wanted + ": " + line);
            }
            long came = System.nanoTime();
            process.getOutputStream().close();
            out.lines().forEach(rest -> {});
            return (came - began) / 1e6;
        } finally {
            process.destroy();
        }
    }

    @Override
    public double framesAgain(Runnable reset) {
        throw new UnsupportedOperationException("it is asked for first frames only");
    }

    @Override
    public void close() {}

    /** Without the key that is in the command. */
    @Override
    public String toString() {
        return name;
    }
}
