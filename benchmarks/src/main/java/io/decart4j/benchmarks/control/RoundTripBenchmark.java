package io.decart4j.benchmarks.control;

import io.decart4j.benchmarks.Figure;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** One prompt after the other until its ack, against a text frame until the next one comes back. */
public final class RoundTripBenchmark {

    private static final double GOAL = 1.2;
    private static final int EACH = 20_000;

    private RoundTripBenchmark() {}

    /** The number of rounds, seven by default. */
    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        List<long[]> bare = new ArrayList<>();
        List<long[]> session = new ArrayList<>();
        try (Sides sides = new Sides()) {
            Echo echo = new Echo(sides);
            for (int round = 0; round < rounds + 1; round++) {
                boolean bareFirst = round % 2 == 0;
                long[] first = bareFirst ? measured(echo::call) : measured(sides.session::setPrompt);
                long[] second = bareFirst ? measured(sides.session::setPrompt) : measured(echo::call);
                if (round > 0) {
                    bare.add(bareFirst ? first : second);
                    session.add(bareFirst ? second : first);
                }
            }
        }
        System.out.println("| round trip | bare µs | decart4j µs | ratio | goal |");
        System.out.println("|---|---:|---:|---:|---|");
        List<Figure> figures = new ArrayList<>();
        row("p50", bare, session, 0.5, figures);
        row("p99", bare, session, 0.99, figures);
        figures.forEach(System.out::println);
    }

    /** The median of the rounds, which leaves out those in which the machine did something else. */
    private static void row(String name, List<long[]> bare, List<long[]> session, double share, List<Figure> figures) {
        double one = median(bare, share);
        double other = median(session, share);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.2f | %s |%n",
                name,
                one,
                other,
                other / one,
                other / one <= GOAL ? "≤ 1.2: met" : "≤ 1.2: **missed**");
        figures.add(new Figure(name, "bare", one, "µs"));
        figures.add(new Figure(name, "decart4j", other, "µs"));
        figures.add(new Figure(name, "", other / one, "ratio"));
    }

    private static double median(List<long[]> rounds, double share) {
        double[] each = rounds.stream()
                .mapToDouble(sorted -> sorted[(int) (share * (sorted.length - 1))] / 1e3)
                .sorted()
                .toArray();
        return each[each.length / 2];
    }

    private interface Call {
        Mono<Void> to(String text);
    }

    private static long[] measured(Call call) {
        long[] took = new long[EACH];
        Flux.range(0, EACH)
                .concatMap(i -> {
                    long start = System.nanoTime();
                    return call.to("prompt " + i).doOnSuccess(done -> took[i] = System.nanoTime() - start);
                })
                .then()
                .block(Sides.PATIENCE);
        Arrays.sort(took);
        return took;
    }

    /** A frame out, a frame in. */
    private static final class Echo {

        private final Sides sides;
        private volatile @Nullable MonoSink<Void> waiting;

        Echo(Sides sides) {
            this.sides = sides;
            sides.bareFrames.ofType(TextWebSocketFrame.class).subscribe(frame -> answered());
        }

        private void answered() {
            MonoSink<Void> sink = waiting;
            if (sink != null) {
                sink.success();
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored") // what is not written is not answered
        Mono<Void> call(String text) {
            return Mono.create(sink -> {
                waiting = sink;
                sides.bare.channel().writeAndFlush(new TextWebSocketFrame(Sides.prompt(text)));
            });
        }
    }
}
