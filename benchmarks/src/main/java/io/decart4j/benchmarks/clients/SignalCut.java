package io.decart4j.benchmarks.clients;

import io.decart4j.input.InitialState;
import io.decart4j.livekit.server.ServerPath;
import io.decart4j.model.RealtimeModel;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.reactor.Transport;
import io.decart4j.testkit.LocalDecartServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import reactor.core.publisher.Flux;

/** How long there is no picture when the signal connection of a room is cut, whose media go on. */
final class SignalCut {

    private static final RealtimeModel MODEL = new RealtimeModel("lucy-2.1", "/v1/stream", 20, 320, 192);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SETTLED = Duration.ofSeconds(2);
    private static final Duration LOOKED_AT = Duration.ofSeconds(4);

    private SignalCut() {}

    /** A line with the median and the longest of the gaps, beside what they are while nothing is cut. */
    static String row(LocalDecartServer server, ServerPath path, int rounds) {
        List<Double> calm = new ArrayList<>();
        List<Double> cut = new ArrayList<>();
        try (DecartClient client = DecartClient.builder()
                .apiKey(server.apiKey())
                .baseUrl(server.httpUrl())
                .realtimeBaseUrl(server.realtimeUrl())
                .build()) {
            for (int round = 0; round < rounds; round++) {
                RealtimeSession session = client.realtime()
                        .connect(ConnectOptions.builder(MODEL)
                                .transport(Transport.LIVEKIT)
                                .video(Halves.frames(MODEL.width(), MODEL.height(), MODEL.fps()))
                                .initialState(InitialState.prompt("noir"))
                                .build())
                        .blockOptional(PATIENCE)
                        .orElseThrow();
                session.video(frame -> frame.width()).take(SETTLED).blockLast(PATIENCE);
                calm.add(longestGap(session, () -> {}));
                cut.add(longestGap(session, path::cutSignals));
                session.disconnect().block(PATIENCE);
            }
        }
        return String.format(
                Locale.ROOT,
                "Longest gap between two frames within %d s, ms: %s undisturbed, %s when the room's signal connection is cut",
                LOOKED_AT.toSeconds(),
                figures(calm),
                figures(cut));
    }

    private static double longestGap(RealtimeSession session, Runnable disturbance) {
        List<Long> came = session.video(frame -> System.nanoTime())
                .doOnSubscribe(reading -> disturbance.run())
                .takeUntilOther(Flux.interval(LOOKED_AT).next())
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();
        long longest = 0;
        for (int i = 1; i < came.size(); i++) {
            longest = Math.max(longest, came.get(i) - came.get(i - 1));
        }
        return longest / 1e6;
    }

    private static String figures(List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        return String.format(
                Locale.ROOT, "%.0f (to %.0f)", sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }
}
