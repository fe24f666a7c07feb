package io.decart4j.benchmarks.clients;

import io.decart4j.livekit.server.LiveKitServerProcess;
import io.decart4j.livekit.server.ServerPath;
import io.decart4j.livekit.server.TcpPath;
import io.decart4j.reactor.Transport;
import io.decart4j.testkit.LocalDecartServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How soon there is a picture through a room, near and far away; how soon there is one again when the control socket was reset; and
 * how long there is none when the room's signal connection was cut. This client against today's official ones, which take turns.
 */
public final class RoomFirstFrame {

    private static final int ROUNDS = 15;
    private static final Duration FAR = Duration.ofMillis(40);
    private static final double NEAR_GOAL = 0.5;
    private static final double FAR_GOAL = 0.6;
    private static final double AGAIN_GOAL = 0.4;

    private RoomFirstFrame() {}

    /** Runs and prints the tables; the first argument is the number of rounds. */
    public static void main(String[] args) throws IOException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
        List<String> rows = new ArrayList<>();
        String gap;
        try (LiveKitServerProcess livekit = LiveKitServerProcess.startOrFail()) {
            try (LocalDecartServer server =
                    LocalDecartServer.builder().livekit(livekit.access()).start()) {
                rows.addAll(near(server, rounds));
            }
            try (ServerPath path = ServerPath.to(livekit);
                    LocalDecartServer server = LocalDecartServer.builder()
                            .livekit(livekit.access(), path.access().url())
                            .start();
                    TcpPath control = TcpPath.to(server.port())) {
                gap = SignalCut.row(server, path, rounds);
                path.delaySignals(FAR);
                path.delayMedia(FAR);
                control.delay(FAR);
                rows.add(far(Address.through(control, server), rounds));
            }
        }
        System.out.println(Race.head("through a room, from"));
        rows.forEach(System.out::println);
        System.out.println();
        System.out.println(gap);
        System.exit(rows.stream().anyMatch(row -> row.contains("missed")) ? 1 : 0);
    }

    private static List<String> near(LocalDecartServer server, int rounds) throws IOException {
        Address address = Address.of(server);
        try (Client decart4j = new Decart4jClient(address, Transport.LIVEKIT);
                Client javaScript = OfficialClient.inChromium(address, "rooms");
                Client python = OfficialClient.inPython(address, "rooms")) {
            List<Client> clients = List.of(decart4j, javaScript, python);
            return List.of(
                    Race.row("connect, to the first frame", clients, Client::firstFrame, NEAR_GOAL, rounds),
                    Race.row(
                            "control socket reset, to the next room's first frame",
                            clients,
                            client -> client.framesAgain(server.faults()::drop),
                            AGAIN_GOAL,
                            rounds));
        }
    }

    private static String far(Address address, int rounds) throws IOException {
        try (Client decart4j = new Decart4jClient(address, Transport.LIVEKIT);
                Client javaScript = OfficialClient.inChromium(address, "rooms");
                Client python = OfficialClient.inPython(address, "rooms")) {
            return Race.row(
                    "connect " + FAR.toMillis() + " ms away each way, to the first frame",
                    List.of(decart4j, javaScript, python),
                    Client::firstFrame,
                    FAR_GOAL,
                    rounds);
        }
    }
}
