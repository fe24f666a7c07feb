package io.decart4j.benchmarks.control;

import io.decart4j.benchmarks.Figure;
import io.decart4j.event.SessionEvent;
import io.netty.buffer.ByteBufInputStream;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ticks from the socket to a subscriber on a worker. Two portions are under way at any time: the reader asks for the next
 * when it has a whole one, by a prompt, on both sides.
 */
public final class TickBenchmark {

    private static final double GOAL = 0.9;

    private TickBenchmark() {}

    /** What databind makes of a message. */
    record Message(String type, double seconds) {}

    /** The number of ticks in all, 10 million by default, and of the rounds among which they are divided, five by default. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int ticks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        int each = ticks / 2 / rounds;
        List<Double> bare = new ArrayList<>();
        List<Double> session = new ArrayList<>();
        try (Sides sides = new Sides()) {
            JsonMapper mapper = JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();
            Flux<Message> messages = sides.bareFrames
                    .ofType(TextWebSocketFrame.class)
                    .map(frame ->
                            mapper.readValue((InputStream) new ByteBufInputStream(frame.content()), Message.class))
                    .onBackpressureBuffer()
                    .publishOn(Schedulers.parallel());
            Counter ofBare = new Counter(failed -> send(sides));
            Disposable one = messages.filter(message -> message.type().equals("generation_tick"))
                    .subscribe(ofBare::tick, Throwable::printStackTrace);
            Counter ofSession = new Counter(
                    failed -> sides.session.setPrompt(Service.TICK_PROMPT).subscribe(ack -> {}, failed));
            Disposable other = sides.session
                    .events()
                    .ofType(SessionEvent.GenerationTick.class)
                    .subscribe(ofSession::tick, Throwable::printStackTrace);
            for (int round = 0; round < rounds + 1; round++) {
                boolean measured = round > 0;
                boolean bareFirst = round % 2 == 0;
                double first = (bareFirst ? ofBare : ofSession).run(each);
                double second = (bareFirst ? ofSession : ofBare).run(each);
                if (measured) {
                    bare.add(bareFirst ? first : second);
                    session.add(bareFirst ? second : first);
                }
            }
            one.dispose();
            other.dispose();
        }
        double ratio = median(session) / median(bare);
        System.out.println("| | bare ticks/s | decart4j ticks/s | throughput ratio | goal |");
        System.out.println("|---|---:|---:|---:|---|");
        System.out.printf(
                Locale.ROOT,
                "| %d ticks | %.0f | %.0f | %.2f | %s |%n",
                ticks,
                median(bare),
                median(session),
                ratio,
                ratio >= GOAL ? "≥ 0.9: met" : "≥ 0.9: **missed**");
        String row = ticks + " ticks";
        System.out.println(new Figure(row, "bare", median(bare), "ticks/s"));
        System.out.println(new Figure(row, "decart4j", median(session), "ticks/s"));
        System.out.println(new Figure(row, "throughput", ratio, "ratio"));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // ticks that do not come are missed
    private static void send(Sides sides) {
        sides.bare.channel().writeAndFlush(new TextWebSocketFrame(Sides.prompt(Service.TICK_PROMPT)));
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }

    /** Counts on one worker, and asks for more. */
    private static final class Counter {

        private final Consumer<Consumer<Throwable>> ask;
        private @Nullable Throwable failure;
        private long left;
        private long wanted;
        private CountDownLatch done = new CountDownLatch(0);

        Counter(Consumer<Consumer<Throwable>> ask) {
            this.ask = ask;
        }

        /** Ticks a second. */
        double run(int ticks) throws InterruptedException {
            synchronized (this) {
                left = ticks / Service.TICKS * (long) Service.TICKS;
                wanted = left - 2 * Service.TICKS;
                done = new CountDownLatch(1);
            }
            long counted = left;
            long start = System.nanoTime();
            ask.accept(this::failed);
            ask.accept(this::failed);
            if (!done.await(Sides.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(left + " ticks have not come");
            }
            if (failure != null) {
                throw new IllegalStateException("ticks cannot be asked for", failure);
            }
            return counted * 1e9 / (System.nanoTime() - start);
        }

        private void failed(Throwable cause) {
            failure = cause;
            done.countDown();
        }

        private synchronized void tick(Object tick) {
            left--;
            if (left % Service.TICKS == 0 && wanted > 0) {
                wanted -= Service.TICKS;
                ask.accept(this::failed);
            }
            if (left == 0) {
                done.countDown();
            }
        }
    }
}
