package io.decart4j.benchmarks.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One release of an official client in a process of its own, which is asked for scenarios line by line. */
final class OfficialClient implements Client {

    private static final Pattern TIME = Pattern.compile("\"step\": ?\"ms ([0-9.]+)\"");
    private static final Pattern FLOWING = Pattern.compile("\"step\": ?\"(flowing)\"");
    private static final Pattern CAME = Pattern.compile("\"step\": ?\"at ([0-9.]+)\"");
    private static final Pattern END = Pattern.compile("\"(end)\": ?true");
    private static final Pattern VERSION = Pattern.compile("\"version\": ?\"([^\"]+)\"");

    private final Process process;
    private final BufferedReader out;
    private final String name;
    private final Address server;

    private OfficialClient(String language, Address server, Path folder, String... command) throws IOException {
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
        name = language + ' ' + find(VERSION);
        this.server = server;
    }

    /**
     * The JavaScript one in headless Chromium, driven by {@code browser.mjs} of the test kit.
     *
     * @param release {@code direct}, the last of npm that could, or {@code rooms}, today's
     */
    static OfficialClient inChromium(Address server, String release) throws IOException {
        Path folder = Path.of(System.getProperty("decart4j.browser"));
        return new OfficialClient(
                "JavaScript", server, folder, "node", "browser.mjs", System.getProperty("decart4j.chromium"), release);
    }

    /**
     * The Python one.
     *
     * @param release {@code direct}, the last that speaks to the server directly, or {@code rooms}, today's
     */
    static OfficialClient inPython(Address server, String release) throws IOException {
        Path folder = Path.of(System.getProperty("decart4j.python"), release);
        return new OfficialClient(
                "Python", server, folder, folder.resolve("bin/python").toString(), "client.py");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double firstFrame() throws IOException {
        ask("firstFrame");
        double millis = Double.parseDouble(find(TIME));
        find(END);
        return millis;
    }

    /** Two processes on one machine: the system's clock is the one that both have. */
    @Override
    public double framesAgain(Runnable reset) throws IOException {
        ask("framesAgain");
        find(FLOWING);
        Instant began = Instant.now();
        reset.run();
        double came = Double.parseDouble(find(CAME));
        find(END);
        return came - ChronoUnit.MICROS.between(Instant.EPOCH, began) / 1000.0;
    }

    private void ask(String scenario) throws IOException {
        process.getOutputStream().write(request(scenario, server).getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** The line that asks for a scenario. */
    static String request(String scenario, Address server) {
        return String.format(
                Locale.ROOT,
                "{\"scenario\":\"%s\",\"http\":\"%s\",\"realtime\":\"%s\",\"key\":\"%s\"}%n",
                scenario,
                server.http(),
                server.realtime(),
                server.key());
    }

    private String find(Pattern pattern) throws IOException {
        String line = out.readLine();
        while (line != null && !line.contains("\"failure\"")) {
            Matcher found = pattern.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
            line = out.readLine();
        }
        throw new IOException(line == null ? "the process has ended" : line);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
