package io.decart4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Another Java process with the same class path, spoken to in lines. */
public final class Child implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;

    /**
     * Starts it.
     *
     * @param options for the JVM, beside a heap of at most 1 GiB
     */
    public Child(Class<?> main, String argument, ProcessBuilder.Redirect errors, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), argument));
        process = new ProcessBuilder(command).redirectError(errors).start();
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** The next line that it prints. */
    public String read() throws IOException {
        return Objects.requireNonNull(out.readLine(), "a process has ended too early");
    }

    /** Says a line, and reads the answer. */
    public String ask() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return read();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
    }
}
