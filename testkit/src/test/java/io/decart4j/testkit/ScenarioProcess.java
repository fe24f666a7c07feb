package io.decart4j.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A script of {@code src/test/browser} or {@code src/test/python} at work: it runs scenarios of somebody else's client, one at a time. */
final class ScenarioProcess {

    private static final int SCENARIO_SECONDS = 60;
    private static final int CLOSE_SECONDS = 10;
    private static final String END = "";

    private final Process process;
    private final Path errors;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Map<String, @Nullable Object> ready;

    private ScenarioProcess(Process process, Path errors) throws InterruptedException {
        this.process = process;
        this.errors = errors;
        Thread reader = new Thread(this::read, "scenario-lines");
        reader.setDaemon(true);
        reader.start();
        ready = awaitReady();
    }

    /**
     * A headless Chromium.
     *
     * @param folder whose scenarios: one of {@code page/}
     */
    static ScenarioProcess browser(String folder) throws IOException, InterruptedException {
        Path chromium = Requirement.program("apt-get install chromium", "chromium", "chromium-browser");
        return start("browser.mjs", chromium.toString(), folder);
    }

    /** LiveKit's own client for Node. */
    static ScenarioProcess participant() throws IOException, InterruptedException {
        return start("participant.mjs");
    }

    /** Decart's own client for Python. */
    static ScenarioProcess python() throws IOException, InterruptedException {
        Path files = PythonFiles.prepare(Requirement.program("apt-get install python3-venv", "python3"));
        return start(files, files.resolve("venv/bin/python"), "scenarios.py");
    }

    private static ScenarioProcess start(String... script) throws IOException, InterruptedException {
        Path node = Requirement.program("apt-get install nodejs", "node");
        return start(BrowserFiles.prepare(Requirement.program("apt-get install npm", "npm")), node, script);
    }

    private static ScenarioProcess start(Path files, Path program, String... script)
            throws IOException, InterruptedException {
        Path errors = Files.createTempFile(files, script[0], ".log");
        List<String> command = new ArrayList<>(List.of(script));
        command.add(0, program.toString());
        Process process = new ProcessBuilder(command)
                .directory(files.toFile())
                .redirectError(errors.toFile())
                .start();
        return new ScenarioProcess(process, errors);
    }

    /** Of the package that the scenarios drive. */
    String version() {
        return String.valueOf(ready.get("version"));
    }

    /** What the scenario did, line by line; an {@link AssertionError} with all of it when it failed. */
    List<String> run(String scenario, Map<String, String> arguments) throws InterruptedException, IOException {
        return run(scenario, arguments, step -> {});
    }

    /** As {@link #run(String, Map)}, and each line is told when it comes. */
    List<String> run(String scenario, Map<String, String> arguments, Consumer<String> onLine)
            throws InterruptedException, IOException {
        Map<String, String> request = new LinkedHashMap<>(arguments);
        request.put("scenario", scenario);
        process.getOutputStream().write((Json.text(request) + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        List<String> transcript = new ArrayList<>();
        while (true) {
            String line = next(transcript);
            Map<String, @Nullable Object> message = RawClient.read(line);
            if (message.containsKey("end")) {
                return transcript;
            }
            transcript.add(line);
            onLine.accept(line);
            if (message.containsKey("failure")) {
                throw new AssertionError(message.get("failure") + "\nafter " + String.join("\n", transcript));
            }
        }
    }

    /** Ends the process, and all that belongs to it in any case. */
    void quit() throws InterruptedException, IOException {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the process did not end by itself");
            }
        } finally {
            family.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private Map<String, @Nullable Object> awaitReady() throws InterruptedException {
        try {
            return RawClient.read(next(List.of()));
        } catch (AssertionError e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw e;
        }
    }

    private String next(List<String> transcript) throws InterruptedException {
        String line = lines.poll(SCENARIO_SECONDS, TimeUnit.SECONDS);
        if (line != null && !line.equals(END)) {
            return line;
        }
        String what = line == null ? "nothing for " + SCENARIO_SECONDS + " seconds" : "the process ended";
        throw new AssertionError(what + "\nafter " + String.join("\n", transcript) + "\n" + errors());
    }

    private String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            out.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add(e.toString());
        }
        lines.add(END);
    }
}
