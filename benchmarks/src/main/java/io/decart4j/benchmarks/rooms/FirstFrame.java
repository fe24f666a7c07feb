package io.decart4j.benchmarks.rooms;

import io.decart4j.input.InitialState;
import io.decart4j.livekit.server.LiveKitServerProcess;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import io.decart4j.model.RealtimeModel;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.reactor.Transport;
import io.decart4j.testkit.LocalDecartServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From connect to the first remote frame: this client against the official JavaScript client in headless Chromium, on the same
 * local server, through a room and directly. Both send a picture of the same size and rate and the same initial state.
 */
public final class FirstFrame {

    private static final int ROUNDS = 15;
    /** Classes are loaded and compiled, on both sides. */
    private static final int WARM_UP = 3;

    private static final RealtimeModel MODEL = new RealtimeModel("lucy-2.1", "/v1/stream", 20, 320, 192);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LocalDecartServer server;
    private final DecartClient client;

    private FirstFrame(LocalDecartServer server) {
        this.server = server;
        this.client = DecartClient.builder()
                .apiKey(server.apiKey())
                .baseUrl(server.httpUrl())
                .realtimeBaseUrl(server.realtimeUrl())
                .build();
    }

    /** Runs and prints the table; the first argument is the number of rounds. */
    public static void main(String[] args) throws IOException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
        Path browser = Path.of(System.getProperty("decart4j.browser"));
        try (LiveKitServerProcess livekit = RoomStage.startLivekit();
                LocalDecartServer server =
                        LocalDecartServer.builder().livekit(livekit.access()).start()) {
            FirstFrame sides = new FirstFrame(server);
            List<String> rows = new ArrayList<>();
            rows.add(sides.compare("through a room", Transport.LIVEKIT, browser, "rooms", 0.8, rounds));
            rows.add(sides.compare("directly", Transport.DIRECT, browser, "direct", 0.6, rounds));
            sides.client.close();
            System.out.println("| connect to first frame, ms | official | decart4j median (quartiles) |"
                    + " official median (quartiles) | ratio | goal |");
            System.out.println("|---|---|---:|---:|---:|---|");
            rows.forEach(System.out::println);
        }
        System.exit(0);
    }

    private String compare(String name, Transport way, Path browser, String folder, double goal, int rounds)
            throws IOException {
        try (Chromium chromium = new Chromium(browser, folder)) {
            List<Double> ours = new ArrayList<>();
            List<Double> theirs = new ArrayList<>();
            for (int round = -WARM_UP; round < rounds; round++) {
                // Who comes second finds the machine as the first has left it.
                boolean first = round % 2 == 0;
                double our = first ? connect(way) : 0;
                double their = chromium.firstFrame(server.httpUrl(), server.realtimeUrl(), server.apiKey());
                our = first ? our : connect(way);
                if (round >= 0) {
                    ours.add(our);
                    theirs.add(their);
                }
            }
            double ratio = quantile(ours, 0.5) / quantile(theirs, 0.5);
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %.2f | at most %.1f: %s |",
                    name,
                    chromium.version(),
                    figures(ours),
                    figures(theirs),
                    ratio,
                    goal,
                    ratio <= goal ? "met" : "**missed**");
        }
    }

    private double connect(Transport way) {
        ConnectOptions options = ConnectOptions.builder(MODEL)
                .transport(way)
                .video(TestPattern.frames(MODEL.width(), MODEL.height(), MODEL.fps()))
                .initialState(InitialState.prompt("noir"))
                .build();
        RealtimeSession session = client.realtime().session(options);
        long began = System.nanoTime();
        long came = session.video(FirstFrame::arrival)
                .next()
                .doOnSubscribe(reading -> session.connect().subscribe())
                .blockOptional(PATIENCE)
                .orElseThrow();
        session.disconnect().block(PATIENCE);
        return (came - began) / 1e6;
    }

    private static long arrival(VideoFrame frame) {
        return System.nanoTime();
    }

    private static String figures(List<Double> millis) {
        return String.format(
                Locale.ROOT, "%.0f (%.0f–%.0f)", quantile(millis, 0.5), quantile(millis, 0.25), quantile(millis, 0.75));
    }

    private static double quantile(List<Double> values, double part) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.round(part * (sorted.size() - 1)));
    }
}
