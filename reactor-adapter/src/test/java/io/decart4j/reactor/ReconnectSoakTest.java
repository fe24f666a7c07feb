package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/**
 * A session that is lost again and again while it generates: what a reconnect costs is given back. Client and server
 * are both in this JVM, so each reconnect closes two peer connections.
 *
 * <p>The media library itself loses 30 to 80 kB of native memory with each peer connection that is closed, whatever is
 * done (its observers are never freed), so RSS may grow by that and no more. The local server remembers its last 100
 * sessions with their logs, about 30 kB each, so the heap is flat only from the 100th on.
 */
@Tag("soak")
class ReconnectSoakTest {

    private static final int RECONNECTS = 200;
    private static final int EVERY = 10;
    /** From here on everything has to be flat. */
    private static final int WARM = 50;

    private static final int SERVER_MEMORY = 100;
    private static final long REMEMBERED_KB = 40;
    private static final long LIBRARY_LOSS_KB = 2 * 80;

    @Test
    @Timeout(180)
    void twoHundredReconnectsLeaveNothingBehind() throws IOException {
        List<Gauges> gauges = new ArrayList<>();
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(
                    studio.options().initialState(InitialState.prompt("noir")).reconnect(Studio.QUICK));
            Studio.awaitPicture(session, Studio::isNoir);
            gauges.add(Gauges.read(0));
            for (int i = 1; i <= RECONNECTS; i++) {
                reconnect(studio, session);
                if (i % EVERY == 0) {
                    Studio.awaitPicture(session, Studio::isNoir);
                    gauges.add(Gauges.read(i));
                }
            }
            session.disconnect().block(Studio.PATIENCE);
            studio.assertNothingOpen();
        } finally {
            report(gauges);
        }
        assertThat(heapGrowth(gauges, WARM)).as("heap, kB").isLessThan(REMEMBERED_KB * (SERVER_MEMORY - WARM));
        assertThat(heapGrowth(gauges, SERVER_MEMORY)).as("heap, kB").isLessThan(500);
        assertThat(growth(gauges, WARM, Gauges::threads)).as("threads").isLessThanOrEqualTo(2);
        assertThat(growth(gauges, WARM, Gauges::files)).as("open files").isLessThanOrEqualTo(4);
        assertThat(growth(gauges, WARM, Gauges::rssKb))
                .as("RSS, kB")
                .isLessThan(LIBRARY_LOSS_KB * (RECONNECTS - WARM) + 8_000);
    }

    private static void reconnect(Studio studio, RealtimeSession session) {
        Mono<?> again = session.events()
                .skipUntil(new SessionEvent.ConnectionChange(ConnectionState.RECONNECTING)::equals)
                .filter(new SessionEvent.ConnectionChange(ConnectionState.GENERATING)::equals)
                .next()
                .doOnSubscribe(subscribed -> studio.server.faults().drop());
        assertThat(again.block(Studio.PATIENCE)).isNotNull();
    }

    /** Medians, so that one late collection or one thread that is just ending does not count. */
    private static long growth(List<Gauges> gauges, int since, ToLongFunction<Gauges> curve) {
        int from = since / EVERY;
        long first = median(gauges.subList(from, from + 5), curve);
        return median(gauges.subList(gauges.size() - 5, gauges.size()), curve) - first;
    }

    /** The lowest: frames of the pattern that are on their way when one looks take a megabyte of G1's regions each. */
    private static long heapGrowth(List<Gauges> gauges, int since) {
        int from = since / EVERY;
        return lowestHeap(gauges.subList(gauges.size() - 5, gauges.size()))
                - lowestHeap(gauges.subList(from, from + 5));
    }

    private static long lowestHeap(List<Gauges> gauges) {
        return gauges.stream().mapToLong(Gauges::heapKb).min().orElseThrow();
    }

    private static long median(List<Gauges> gauges, ToLongFunction<Gauges> curve) {
        return gauges.stream().mapToLong(curve).sorted().toArray()[gauges.size() / 2];
    }

    private static void report(List<Gauges> gauges) throws IOException {
        List<String> lines = new ArrayList<>(List.of(Gauges.HEAD));
        gauges.forEach(gauge -> lines.add(gauge.toString()));
        lines.forEach(System.out::println);
        Files.write(Path.of("target", "reconnect-soak.txt"), lines);
    }
}
