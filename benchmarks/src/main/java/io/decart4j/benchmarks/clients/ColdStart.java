package io.decart4j.benchmarks.clients;

import io.decart4j.livekit.server.LiveKitServerProcess;
import io.decart4j.testkit.LocalDecartServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
        String row;
        try (LiveKitServerProcess livekit = LiveKitServerProcess.startOrFail();
                LocalDecartServer server =
                        LocalDecartServer.builder().livekit(livekit.access()).start()) {
            Address address = Address.of(server);
            row = Race.row(
                    "process start, to the first frame through a room, JDK "
                            + Runtime.version().feature(),
                    List.of(commandLine(address), script(address)),
                    Client::firstFrame,
                    GOAL,
                    rounds);
        }
        System.out.println(Race.head("from"));
        System.out.println(row);
        System.exit(row.contains("missed") ? 1 : 0);
    }

    /** {@code connect --json}, which ends with its input. */
    private static Client commandLine(Address address) {
        return new ColdClient(
                "decart4j",
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

    private static Client script(Address address) {
        Path folder = Path.of(System.getProperty("decart4j.python"), "rooms");
        return new ColdClient(
                "Python",
                List.of(folder.resolve("bin/python").toString(), "client.py"),
                folder,
                OfficialClient.request("firstFrame", address),
                "\"ms ");
    }
}
