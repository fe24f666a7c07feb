package io.decart4j.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink.OverflowStrategy;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Which of Reactor's operators lose frames that nobody is told of: the list in {@link VideoFrames#discarding} is complete. */
class LosingOperatorsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What a loser still holds after so long it has lost. */
    private static final Duration LONG_ENOUGH = Duration.ofMillis(50);

    private static final int TRIES = 100;

    private static final Comparator<VideoFrame> BY_NUMBER = Comparator.comparing(VideoFrame::sequence);

    private interface Operator extends Function<Flux<VideoFrame>, Flux<?>> {}

    /** By the word that the list has to contain. A later Reactor may mend one: then it leaves the list. */
    private static final Map<String, Operator> LOSING = Map.ofEntries(
            Map.entry(
                    "withLatestFrom",
                    frames -> Flux.range(0, 100)
                            .delayElements(Duration.ofMillis(1))
                            .withLatestFrom(frames, (number, frame) -> number)),
            Map.entry("combineLatest", frames -> Flux.combineLatest(frames, Flux.never(), (one, two) -> one)),
            Map.entry(
                    "join",
                    frames -> frames.join(
                            Flux.<Integer>never(), left -> Mono.never(), right -> Mono.never(), (one, two) -> one)),
            Map.entry("sample", frames -> frames.sample(HOUR)),
            Map.entry("sampleTimeout", frames -> frames.sampleTimeout(frame -> Mono.never())),
            Map.entry("delaySequence", frames -> frames.delaySequence(HOUR)),
            Map.entry("takeLast", frames -> frames.takeLast(2)),
            Map.entry("takeWhile", frames -> frames.takeWhile(frame -> frame.sequence() < 2)),
            Map.entry(
                    "flatMapSequential",
                    frames -> frames.flatMapSequential(frame -> Mono.just(frame).concatWith(Mono.never()))),
            Map.entry("mergeSequential", frames -> Flux.mergeSequential(Flux.never(), frames)),
            Map.entry("parallel", frames -> frames.parallel(2).sequential()),
            Map.entry("publish", frames -> frames.publish().refCount()),
            Map.entry("share", Flux::share),
            Map.entry("replay", frames -> frames.replay(1).autoConnect()),
            Map.entry("cache", frames -> frames.cache(1)),
            Map.entry(
                    "multicast", frames -> into(frames, Sinks.many().multicast().onBackpressureBuffer(64, true))),
            Map.entry(
                    "Flux.just",
                    frames -> frames.concatMap(frame -> Flux.just(frame).publishOn(Schedulers.parallel()))));

    /** Some that look as if they might. */
    private static final Map<String, Operator> KEEPING = Map.ofEntries(
            Map.entry("takeLast of one", frames -> frames.takeLast(1)),
            Map.entry("last", frames -> frames.last().flux()),
            Map.entry("materialize", frames -> frames.materialize().skip(5)),
            Map.entry("timed", frames -> frames.timed().skip(5)),
            Map.entry("elapsed", frames -> frames.elapsed().skip(5)),
            Map.entry("index", frames -> frames.index().skip(5)),
            Map.entry("filterWhen", frames -> frames.filterWhen(frame -> Mono.just(false))),
            Map.entry("delayElements", frames -> frames.delayElements(HOUR)),
            Map.entry("delayUntil", frames -> frames.delayUntil(frame -> Mono.never())),
            Map.entry("timeout", frames -> frames.timeout(Duration.ofMillis(20))),
            Map.entry("expand", frames -> frames.expand(frame -> Mono.never())),
            Map.entry("groupBy", frames -> frames.groupBy(frame -> 1).flatMap(Function.identity())),
            Map.entry("bufferTimeout", frames -> frames.bufferTimeout(100, HOUR)),
            Map.entry("bufferUntil", frames -> frames.bufferUntil(frame -> false)),
            Map.entry(
                    "reduce",
                    frames -> frames.reduce(LosingOperatorsTest::newer).flux()),
            Map.entry(
                    "collectMap",
                    frames -> frames.collectMap(VideoFrame::sequence).flux()),
            Map.entry("collectList", frames -> frames.collectList().flux()),
            Map.entry("sort", frames -> frames.sort(BY_NUMBER)),
            Map.entry("mergeComparingWith", frames -> frames.mergeComparingWith(Flux.never(), BY_NUMBER)),
            Map.entry("windowTimeout", frames -> frames.windowTimeout(10, HOUR).flatMap(Function.identity())),
            Map.entry("distinct", frames -> frames.distinct(frame -> 1)),
            Map.entry("onBackpressureBuffer", frames -> frames.onBackpressureBuffer(2, VideoFrame::discard)),
            Map.entry("switchOnFirst", frames -> frames.switchOnFirst((first, all) -> all.skip(1))),
            Map.entry("ignoreElements", frames -> frames.ignoreElements().flux()),
            Map.entry("then", frames -> frames.then(Mono.never()).flux()),
            Map.entry("skipUntil", frames -> frames.skipUntil(frame -> false)),
            Map.entry("skipUntilOther", frames -> frames.skipUntilOther(Mono.never())),
            Map.entry("zip", frames -> Flux.zip(frames, Flux.never())),
            Map.entry("create", frames -> Flux.<VideoFrame>create(sink -> frames.subscribe(sink::next))),
            Map.entry(
                    "create, latest",
                    frames -> Flux.<VideoFrame>create(sink -> frames.subscribe(sink::next), OverflowStrategy.LATEST)),
            Map.entry("unicast", frames -> into(frames, Sinks.many().unicast().onBackpressureBuffer())),
            Map.entry(
                    "withLatestFrom of ours",
                    frames -> VideoFrames.withLatestFrom(frames, TestFrames.of(3), (one, two) -> one.retain())));

    @TestFactory
    Stream<DynamicTest> whatTheListNamesLosesFrames() {
        return tests(LOSING, (name, operator) -> {
            assertThat(list()).contains(name);
            // Some lose only what is on its way to another thread, which is not always caught there.
            assertThat(IntStream.range(0, TRIES)
                            .anyMatch(i -> !lost(operator, false, LONG_ENOUGH).isEmpty()
                                    || !lost(operator, true, LONG_ENOUGH).isEmpty()))
                    .isTrue();
        });
    }

    @TestFactory
    Stream<DynamicTest> othersLoseNone() {
        return tests(KEEPING, (name, operator) -> {
            assertThat(lost(operator, false, PATIENCE)).isEmpty();
            assertThat(lost(operator, true, PATIENCE)).isEmpty();
        });
    }

    private interface Check {
        void of(String name, Operator operator) throws IOException;
    }

    private static Stream<DynamicTest> tests(Map<String, Operator> operators, Check check) {
        return operators.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> check.of(one.getKey(), one.getValue())));
    }

    private static String list() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/decart4j/frames/VideoFrames.java"));
        return source.substring(source.indexOf("<ul>"), source.indexOf("</ul>"));
    }

    private static Flux<VideoFrame> into(Flux<VideoFrame> frames, Sinks.Many<VideoFrame> sink) {
        return sink.asFlux().doOnRequest(n -> frames.subscribe(sink::tryEmitNext));
    }

    private static VideoFrame newer(VideoFrame one, VideoFrame other) {
        one.release();
        return other;
    }

    /** The frames that are still held after three were asked for and the rest was cancelled. */
    private static List<Long> lost(Operator operator, boolean ends, Duration patience) {
        TestFrames made = new TestFrames();
        Flux<VideoFrame> source = made.frames(8);
        BaseSubscriber<Object> few = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                request(3);
            }

            @Override
            protected void hookOnNext(Object value) {
                PipelineRuns.releaseAll(value);
            }

            @Override
            protected void hookOnError(Throwable error) {
                // in some, on purpose
            }
        };
        operator.apply(ends ? source : source.concatWith(Flux.never()))
                .as(VideoFrames::discarding)
                .subscribe(few);
        PipelineRuns.settle();
        few.cancel();
        Flux.interval(Duration.ofMillis(1))
                .onBackpressureDrop()
                .takeUntil(tick -> made.held().isEmpty())
                .take(patience)
                .blockLast(patience.plus(PATIENCE));
        return made.held();
    }

    /** Frames of which one reference each is kept. */
    private static final class TestFrames {

        private final List<VideoFrame> made = new ArrayList<>();

        static Flux<VideoFrame> of(int count) {
            return new TestFrames().frames(count);
        }

        Flux<VideoFrame> frames(int count) {
            return Flux.range(0, count).map(number -> {
                VideoFrame frame = VideoFrame.of(I420Buffer.allocate(2, 2), 0, 0, number);
                made.add(frame);
                return frame.duplicate();
            });
        }

        List<Long> held() {
            return made.stream()
                    .filter(frame -> !frame.toString().endsWith("references=1]"))
                    .map(VideoFrame::sequence)
                    .toList();
        }
    }
}
