package io.decart4j.benchmarks.rooms;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A headless Chromium with one release of the official JavaScript client, driven by {@code browser.mjs} of the test kit. */
final class Chromium implements AutoCloseable {

    private static final Pattern TIME = Pattern.compile("\"step\":\"ms ([0-9.]+)\"");
    private static final Pattern VERSION = Pattern.compile("\"version\":\"([^\"]+)\"");

    private final Process process;
    private final BufferedReader out;
    private final String version;

    /** @param folder which release: {@code direct} or {@code rooms} */
    Chromium(Path files, String folder) throws IOException {
        process = new ProcessBuilder("node", "browser.mjs", System.getProperty("decart4j.chromium"), folder)
                .directory(files.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
        version = find(VERSION);
    }

    String version() {
        return version;
    }

    /** The time from connect to the first remote frame, in ms. */
    double firstFrame(String http, String realtime, String key) throws IOException {
        String request = String.format(
                "{\"scenario\":\"firstFrame\",\"http\":\"%s\",\"realtime\":\"%s\",\"key\":\"%s\"}%n",
                http, realtime, key);
        process.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        double millis = Double.parseDouble(find(TIME));
        find(Pattern.compile("(\"end\":true)"));
        return millis;
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
        throw new IOException(line == null ? "the browser has ended" : line);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
