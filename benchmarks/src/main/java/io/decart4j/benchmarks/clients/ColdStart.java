package io.decart4j.benchmarks.clients;

import io.decart4j.benchmarks.Figure;
import io.decart4j.livekit.server.LiveKitServerProcess;
import io.decart4j.testkit.LocalDecartServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long it takes from the start of a process to its first frame through a room: this client's command line against a script of
 * the official Python client. Nothing of either is warm but the system's file cache.
 */
public final class ColdStart {

    private static final int ROUNDS = 7;
    private static final double GOAL = Runtime.version().feature() >= 25 ? 1.0 : 1.5;

    private ColdStart() {}

    /** Runs and prints the table; the first argument is the number of rounds. */
    public static void main(String[] args) throws IOException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
        List<Double> decart4j = new ArrayList<>();
        List<Double> python = new ArrayList<>();
        try (LiveKitServerProcess livekit = LiveKitServerProcess.startOrFail();
                LocalDecartServer server =
                        LocalDecartServer.builder().livekit(livekit.access()).start()) {
            Address address = Address.of(server);
            // One round brings the files of both into memory.
            for (int round = -1; round < rounds; round++) {
                boolean oursFirst = Math.floorMod(round, 2) == 0;
                double early = oursFirst ? commandLine(address) : script(address);
                double late = oursFirst ? script(address) : commandLine(address);
                double ours = oursFirst ? early : late;
                double theirs = oursFirst ? late : early;
                System.err.printf(Locale.ROOT, "round %d: decart4j %.0f ms, Python %.0f ms%n", round, ours, theirs);
                if (round >= 0) {
                    decart4j.add(ours);
                    python.add(theirs);
                }
            }
        }
        double ratio = Race.quantile(decart4j, 0.5) / Race.quantile(python, 0.5);
        System.out.println("| from process start to the first frame through a room, ms: median (quartiles) | decart4j |"
                + " Python | ratio | goal |");
        System.out.println("|---|---:|---:|---:|---|");
        System.out.printf(
                Locale.ROOT,
                "| JDK %d | %s | %s | %.2f | at most %.1f: %s |%n",
                Runtime.version().feature(),
                Race.figures(decart4j),
                Race.figures(python),
                ratio,
                GOAL,
                ratio <= GOAL ? "met" : "**missed**");
        System.out.println(new Figure("cold start", "decart4j", Race.quantile(decart4j, 0.5), "ms"));
        System.out.println(new Figure("cold start", "ratio", ratio, "ratio"));
        System.exit(ratio <= GOAL ? 0 : 1);
    }

    /** {@code connect --json}, which ends with its input. */
    private static double commandLine(Address address) throws IOException {
        return firstLine(
                List.of(
                        System.getProperty("decart4j.cli"),
                        "connect",
                        "--json",
                        "--url",
                        address.realtime(),
                        "--api-key",
                        address.key(),
                        "--size",
                        "320x192",
                        "--prompt",
                        "noir"),
                Path.of("."),
                "",
                "\"firstFrame\"");
    }

    private static double script(Address address) throws IOException {
        Path folder = Path.of(System.getProperty("decart4j.python"), "rooms");
        return firstLine(
                List.of(folder.resolve("bin/python").toString(), "client.py"),
                folder,
                OfficialClient.request("firstFrame", address),
                "\"ms ");
    }

    /** Until a line of the output has this in it; then the process has to end by itself. */
    private static double firstLine(List<String> command, Path folder, String input, String wanted) throws IOException {
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
                throw new IOException(command.get(0) + " has ended without " + wanted + ": " + line);
            }
            long came = System.nanoTime();
            process.getOutputStream().close();
            out.lines().forEach(rest -> {});
            return (came - began) / 1e6;
        } finally {
            process.destroy();
        }
    }
}
