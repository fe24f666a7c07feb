package io.decart4j.benchmarks.proxy;

import io.decart4j.benchmarks.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/**
 * Two thousand sessions through the proxy, and beside them some that go to the same service directly: what the proxy adds
 * is the difference. Exits with 1 when a message was lost or came out of order.
 */
public final class ProxyBenchmark {

    private static final int SESSIONS = 2_000;
    private static final int DIRECT = 200;
    private static final int WARM_UP = 15;
    private static final int TURNS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ProxyBenchmark() {}

    /**
     * Runs for about two minutes.
     *
     * @param args nothing, or the seconds with and the seconds without a flood, at least 3
     */
    public static void main(String[] args) throws IOException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 30;
        System.err.println("Measuring for about two minutes …");
        try (EchoService service = new EchoService();
                ProxyProcess proxy = new ProxyProcess(service.url())) {
            Latencies proxied = new Latencies();
            Latencies direct = new Latencies();
            open(proxy.url(), "w", 100, proxied).forEach(Visitor::close); // classes and pools are no session's
            await(() -> sessions(proxy) == 0);
            ProxyProcess.Memory empty = proxy.memory();
            List<Visitor> through = open(proxy.url(), "p", SESSIONS, proxied);
            List<Visitor> beside = open(service.url(), "d", DIRECT, direct);
            List<Visitor> all = mixed(through, beside);
            Pacer.run(all, 15);
            settle(all);
            ProxyProcess.Memory full = proxy.memory();
            if (full.sessions() != SESSIONS) {
                throw new IllegalStateException("the proxy has " + full.sessions() + " sessions");
            }
            Latencies.Phase quiet = new Latencies.Phase();
            Latencies.Phase quietBeside = new Latencies.Phase();
            Latencies.Phase flooded = new Latencies.Phase();
            Latencies.Phase floodedBeside = new Latencies.Phase();
            String flood = "";
            try (Child flooding = new Child(Flood.class, proxy.url(), ProcessBuilder.Redirect.DISCARD)) {
                // What the flood's process costs until it is warm is no client's doing.
                flooding.ask();
                Pacer.run(all, WARM_UP);
                flooding.ask();
                settle(all);
                // In turns: the machine's slow minutes must not fall on one side.
                for (int turn = 0; turn < TURNS; turn++) {
                    proxied.take();
                    direct.take();
                    Pacer.run(all, seconds / TURNS);
                    settle(all);
                    quiet.add(proxied.take());
                    quietBeside.add(direct.take());
                    flooding.ask();
                    Pacer.run(all, seconds / TURNS);
                    flood = flooding.ask();
                    settle(all);
                    flooded.add(proxied.take());
                    floodedBeside.add(direct.take());
                }
            }
            Table table = new Table(SESSIONS, empty, full, quiet.figures(), quietBeside.figures());
            table.print(flooded.figures(), floodedBeside.figures(), flood, all);
            boolean whole = all.stream().allMatch(visitor -> visitor.missing() == 0 && visitor.wrong() == 0);
            all.forEach(Visitor::close);
            System.exit(whole ? 0 : 1);
        }
    }

    private static List<Visitor> open(String url, String prefix, int count, Latencies latencies) {
        return Objects.requireNonNull(Flux.range(0, count)
                .flatMap(n -> Visitor.open(url, prefix + n, latencies), 32)
                .collectList()
                .block(PATIENCE));
    }

    /** Spread evenly, so that both kinds meet the same moments. */
    private static List<Visitor> mixed(List<Visitor> many, List<Visitor> few) {
        List<Visitor> all = new ArrayList<>();
        int each = many.size() / few.size();
        for (int i = 0; i < few.size(); i++) {
            Stream.concat(many.subList(i * each, (i + 1) * each).stream(), Stream.of(few.get(i)))
                    .forEach(all::add);
        }
        return all;
    }

    /** Until every prompt has its ack, or no more are to be expected. */
    private static void settle(List<Visitor> all) {
        await(() -> all.stream().allMatch(visitor -> visitor.missing() == 0));
    }

    private static void await(BooleanSupplier condition) {
        Flux.interval(Duration.ofMillis(20))
                .onBackpressureDrop()
                .takeUntil(tick -> condition.getAsBoolean())
                .take(Duration.ofSeconds(20))
                .blockLast();
    }

    private static long sessions(ProxyProcess proxy) {
        try {
            return proxy.memory().sessions();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
