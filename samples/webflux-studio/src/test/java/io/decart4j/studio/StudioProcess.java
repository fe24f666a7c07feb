package io.decart4j.studio;

import io.decart4j.testsupport.ProcessEnd;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The studio as a process of its own, with the beans of the build: there the application's main class is the one that was
 * built, and the machine can be another one.
 *
 * @param said its lines until it had started, or all when it did not
 * @param port where it listens; 0 when it did not start
 */
record StudioProcess(Process process, List<String> said, int port) implements AutoCloseable {

    private static final Pattern STARTED = Pattern.compile("Netty started on port (\\d+)");

    /** @param environment what is set differently than here, with the home folder as HOME */
    static StudioProcess start(Map<String, String> environment, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dspring.aot.enabled=true",
                "-Duser.home=" + environment.getOrDefault("HOME", System.getProperty("user.home")),
                "-cp",
                System.getProperty("java.class.path"),
                StudioApplication.class.getName(),
                "--server.port=0",
                "--logging.level.org.springframework.boot=INFO"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                // Or it would stand still.
                Thread rest = new Thread(() -> out.lines().forEach(more -> {}));
                rest.setDaemon(true);
                rest.start();
                return new StudioProcess(process, said, Integer.parseInt(started.group(1)));
            }
        }
        return new StudioProcess(process, said, 0);
    }

    /** Of a new visitor. */
    String cookie(HttpClient http) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(at("/")).build(), HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";", 2)[0];
    }

    /** What a new visitor gets from there. */
    String get(HttpClient http, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(at(path)).header("Cookie", cookie(http)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        ProcessEnd.force(process);
    }
}
