package io.decart4j.benchmarks.clients;

import io.decart4j.livekit.server.ServerPath;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.reactor.Transport;
import io.decart4j.testkit.LocalDecartServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import reactor.core.publisher.Mono;

/** How long there is no picture when the signal connection of a room is cut, whose media go on. */
final class SignalCut {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SETTLED = Duration.ofSeconds(2);
    private static final Duration LOOKED_AT = Duration.ofSeconds(4);

    private SignalCut() {}

    /** A line with the median and quartiles of the longest gaps, beside what they are while nothing is cut. */
    static String row(LocalDecartServer server, ServerPath path, int rounds) {
        List<Double> calm = new ArrayList<>();
        List<Double> cut = new ArrayList<>();
        try (Decart4jClient client = new Decart4jClient(Address.of(server), Transport.LIVEKIT)) {
            for (int round = -1; round < rounds; round++) {
                RealtimeSession session = client.session();
                session.connect().block(PATIENCE);
                session.video(frame -> frame.width()).take(SETTLED).blockLast(PATIENCE);
                double undisturbed = longestGap(session, () -> {});
                double disturbed = longestGap(session, path::cutSignals);
                session.disconnect().block(PATIENCE);
                if (round >= 0) {
                    calm.add(undisturbed);
                    cut.add(disturbed);
                }
            }
        }
        return String.format(
                Locale.ROOT,
                "Longest gap between two frames within %d s, ms: %s undisturbed, %s when the room's signal connection is cut",
                LOOKED_AT.toSeconds(),
                Race.figures(calm),
                Race.figures(cut));
    }

    /** From the disturbance to the end, both included: a picture that does not come again is the longest of all. */
    private static double longestGap(RealtimeSession session, Runnable disturbance) {
        List<Long> came = new ArrayList<>();
        session.video(frame -> System.nanoTime())
                .doOnSubscribe(reading -> {
                    came.add(System.nanoTime());
                    disturbance.run();
                })
                .takeUntilOther(Mono.delay(LOOKED_AT))
                .doOnNext(came::add)
                .blockLast(PATIENCE);
        came.add(System.nanoTime());
        long longest = 0;
        for (int i = 1; i < came.size(); i++) {
            longest = Math.max(longest, came.get(i) - came.get(i - 1));
        }
        return longest / 1e6;
    }
}
