package io.decart4j.benchmarks.clients;

import io.decart4j.reactor.Transport;
import io.decart4j.testkit.LocalDecartServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How soon there is a picture: from connect to the first remote frame, and from the loss of the connection to the first one
 * that comes again. This client against the official ones, on the same local server, directly; {@link RoomFirstFrame} is the same
 * through rooms.
 */
public final class FirstFrame {

    private static final int ROUNDS = 15;
    private static final double DIRECT_GOAL = 0.6;

    private FirstFrame() {}

    /** Runs and prints the table; the first argument is the number of rounds. */
    public static void main(String[] args) throws IOException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
        List<String> rows = new ArrayList<>();
        try (LocalDecartServer server = LocalDecartServer.builder().start()) {
            rows.addAll(directly(server, rounds));
        }
        System.out.println(Race.head("from"));
        rows.forEach(System.out::println);
        System.exit(rows.stream().anyMatch(row -> row.contains("missed")) ? 1 : 0);
    }

    private static List<String> directly(LocalDecartServer server, int rounds) throws IOException {
        try (Client decart4j = new Decart4jClient(Address.of(server), Transport.DIRECT);
                Client javaScript = OfficialClient.inChromium(Address.of(server), "direct");
                Client python = OfficialClient.inPython(Address.of(server), "direct")) {
            List<Client> clients = List.of(decart4j, javaScript, python);
            return List.of(
                    Race.row("connect directly, to the first frame", clients, Client::firstFrame, DIRECT_GOAL, rounds),
                    Race.row(
                            "control socket reset, to the next connection's first frame",
                            clients,
                            client -> client.framesAgain(server.faults()::drop),
                            DIRECT_GOAL,
                            rounds));
        }
    }
}
