package io.decart4j.reactor;

import static io.decart4j.reactor.HostileServer.frame;
import static io.decart4j.reactor.HostileServer.head;
import static io.decart4j.reactor.HostileServer.text;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.PhaseTimeoutException;
import io.decart4j.event.SessionEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.subscriber.TestSubscriber;

/** A server that breaks the rules of WebSocket and JSON after the upgrade: a typed error or nothing, nothing is left (C33). */
class HostileFramesTest {

    private static final int TEXT = 0x81;
    private static final int MIB = 1 << 20;

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("unknown opcode", List.of(frame(0x83, new byte[] {1}))),
                Arguments.of("unknown control opcode", List.of(frame(0x8B, new byte[] {1}))),
                Arguments.of("continuation of nothing", List.of(frame(0x80, new byte[] {1}))),
                Arguments.of(
                        "long ping",
                        List.of(head(0x89, 200), Unpooled.buffer(200).writeZero(200))),
                Arguments.of("fragmented ping", List.of(frame(0x09, new byte[] {1}))),
                Arguments.of("33 MiB announced", List.of(head(TEXT, 33 * MIB))),
                Arguments.of("exbibytes announced", List.of(head(TEXT, Long.MAX_VALUE))),
                Arguments.of("negative length", List.of(head(TEXT, -1L))),
                Arguments.of("invalid UTF-8 close reason", List.of(frame(0x88, new byte[] {3, (byte) 0xE8, (byte) 0xFF
                }))),
                Arguments.of("close of one byte", List.of(frame(0x88, new byte[] {3}))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void brokenFramesEndTheConnection(String what, List<ByteBuf> sent) {
        try (HostileServer hostile = HostileServer.frames(channel -> Flux.fromIterable(sent))) {
            assertThat(hostile.failure()).as(what).isInstanceOf(ConnectionException.class);
        }
    }

    @Test
    void fragmentsAreBoundedAsAWhole() {
        try (HostileServer hostile = HostileServer.frames(channel -> Flux.range(0, 40)
                .map(i -> frame(i == 0 ? 0x01 : 0x00, "x".repeat(MIB).getBytes(US_ASCII))))) {
            assertThat(hostile.failure()).isInstanceOf(ConnectionException.class);
        }
    }

    @Test
    void aMessageThatDripsForeverDoesNotOutliveTheLimitOfConnecting() {
        try (HostileServer hostile = HostileServer.frames(channel -> Flux.interval(Duration.ofMillis(5))
                .onBackpressureDrop()
                .map(i -> frame(i == 0 ? 0x01 : 0x00, new byte[] {'x'})))) {
            assertThat(hostile.failure(HostileServer.options()
                            .timeouts(SessionTimeouts.builder()
                                    .connect(Duration.ofMillis(600))
                                    .build())))
                    .isInstanceOf(PhaseTimeoutException.class);
        }
    }

    static Stream<Arguments> drips() {
        return Stream.of(
                Arguments.of("fragments", (IntFunction<ByteBuf>) i -> frame(i == 0 ? 0x01 : 0x00, new byte[] {'x'})),
                Arguments.of("fragments and pings", (IntFunction<ByteBuf>)
                        i -> i % 2 == 1 ? frame(0x89, new byte[0]) : frame(i == 0 ? 0x01 : 0x00, new byte[] {'x'})),
                Arguments.of("bytes of one frame", (IntFunction<ByteBuf>)
                        i -> i == 0 ? head(TEXT, MIB) : Unpooled.wrappedBuffer(new byte[] {'x'})));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drips")
    void aMessageThatDripsForeverEndsAConnectionThatIsUp(String what, IntFunction<ByteBuf> piece) {
        try (HostileServer hostile = HostileServer.frames(channel -> Flux.concat(
                Flux.just(text("{\"type\":\"generation_started\"}")),
                Flux.interval(Duration.ofMillis(5))
                        .onBackpressureDrop()
                        .index((index, tick) -> piece.apply(index.intValue()))))) {
            RealtimeSession session = Objects.requireNonNull(hostile.client
                    .realtime()
                    .connect(HostileServer.options()
                            .timeouts(SessionTimeouts.builder()
                                    .liveness(Duration.ofMillis(100), Duration.ofMillis(400))
                                    .build())
                            .reconnect(ReconnectPolicy.NONE.toBuilder()
                                    .stableAfter(Duration.ofNanos(1))
                                    .build())
                            .build())
                    .block(Studio.PATIENCE));
            SessionEvent.Reconnecting lost =
                    session.events().ofType(SessionEvent.Reconnecting.class).blockFirst(Studio.PATIENCE);
            assertThat(Objects.requireNonNull(lost).cause())
                    .as(what)
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("for 400ms");
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015,
                1016, 2999, 3000, 4000, 4999, 5000, 65_535
            })
    void everyCloseCodeEndsTheConnection(int code) {
        byte[] payload = ByteBuffer.allocate(6)
                .putShort((short) code)
                .put("gone".getBytes(US_ASCII))
                .array();
        try (HostileServer hostile = HostileServer.frames(channel -> Flux.just(frame(0x88, payload)))) {
            assertThat(hostile.failure()).isInstanceOfSatisfying(ConnectionException.class, e -> {
                if (code >= 3000 && code < 5000) {
                    assertThat(e.closeCode()).hasValue(code);
                    assertThat(e).hasMessageContaining("gone");
                }
            });
        }
    }

    static Stream<String> nonsense() {
        return Stream.of(
                "",
                "null",
                "[]",
                "{",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "{\"type\":\"generation_tick\",\"seconds\":1e999999999}",
                "{\"type\":\"generation_tick\",\"seconds\":" + "9".repeat(100_000) + "}",
                "{\"type\":\"queue_position\",\"position\":-1e400,\"queue_size\":" + "1".repeat(5000) + "}",
                "{\"type\":\"session_id\",\"session_id\":{\"a\":[1,2,{}]},\"server_port\":1e30}",
                "{\"type\":\"prompt_ack\",\"prompt\":\"nobody asked\",\"success\":true}",
                "{\"type\":\"ice-candidate\",\"candidate\":{\"candidate\":7,\"sdpMLineIndex\":1e300}}",
                "{\"type\":\"" + "t".repeat(MIB) + "\"}",
                "{\"type\":\"\\ud800\"}\0\0\0");
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void whatIsNoMessageIsIgnoredAndTheNextOneCounts(String nonsense) {
        try (HostileServer hostile = HostileServer.frames(
                channel -> Flux.just(text(nonsense), text(nonsense), text("{\"type\":\"generation_started\"}")))) {
            RealtimeSession session = hostile.connected();
            assertThat(session.isConnected()).isTrue();
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    @Test
    void aFrameThatSaysItIsCompressedIsNotExpanded() {
        // What a deflating end sends for the message itself: taken as it is, it is no message.
        try (HostileServer hostile = HostileServer.frames(channel ->
                Flux.just(frame(0xC1, new byte[] {1, 2, 3}), text("{\"type\":\"generation_started\"}")))) {
            RealtimeSession session = hostile.connected();
            assertThat(session.isConnected()).isTrue();
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    @Test
    void invalidUtf8IsNoMessageAndTheNextOneCounts() {
        byte[] bytes = {'{', '"', 't', '"', ':', '"', (byte) 0xFF, (byte) 0xC0, '"', '}'};
        try (HostileServer hostile = HostileServer.frames(
                channel -> Flux.just(frame(TEXT, bytes), text("{\"type\":\"generation_started\"}")))) {
            RealtimeSession session = hostile.connected();
            assertThat(session.isConnected()).isTrue();
            assertThat(session.events()
                            .takeUntil(SessionEvent.GenerationStarted.class::isInstance)
                            .ofType(SessionEvent.MessageIgnored.class)
                            .count()
                            .block(Studio.PATIENCE))
                    .isOne();
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    @Test
    void aFloodOfControlFramesIsLivedThrough() {
        try (HostileServer hostile = HostileServer.frames(channel -> Flux.concat(
                Flux.range(0, 20_000).map(i -> frame(i % 2 == 0 ? 0x89 : 0x8A, new byte[100])),
                Flux.just(text("{\"type\":\"generation_started\"}"))))) {
            RealtimeSession session = hostile.connected();
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    /** What nobody reads yet is kept for the first subscriber: a thousand of them, and each of them small. */
    @Test
    void anEndlessFloodOfLargeMessagesStaysWithinTheHeap() {
        String large = "x".repeat(MIB);
        try (HostileServer hostile = HostileServer.frames(channel -> Flux.concat(
                Flux.just(text("{\"type\":\"generation_started\"}")),
                Flux.range(0, 600)
                        .map(i -> text(
                                i % 3 == 0
                                        ? "{\"type\":\"error\",\"error\":\"" + large + "\"}"
                                        : i % 3 == 1
                                                ? "{\"type\":\"" + large + "\"}"
                                                : "{\"type\":\"status\",\"status\":\"" + large + "\"}")),
                Flux.just(
                        text("{\"type\":\"generation_ended\",\"seconds\":1,\"reason\":\"" + large + "\"}"),
                        text("{\"type\":\"session_id\",\"session_id\":\"last\"}"))))) {
            long before = Gauges.read(0).heapKb();
            RealtimeSession session = hostile.connected();
            Flux.interval(Duration.ofMillis(10))
                    .takeUntil(tick -> session.sessionId().isPresent())
                    .blockLast(Studio.PATIENCE);
            assertThat(Gauges.read(0).heapKb() - before).isLessThan(40_000);
            List<SessionEvent> kept = session.events().take(600).collectList().block(Studio.PATIENCE);
            assertThat(kept).isNotEmpty().allMatch(event -> event.toString().length() < 8192);
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    @Test
    void aHundredThousandSmallMessagesOverflowOnlyWhoDoesNotRead() {
        int ticks = 100_000;
        AtomicInteger read = new AtomicInteger();
        // As fast as somebody reads, and far more than anybody may leave unread.
        Function<Integer, Mono<Long>> wasRead = count -> Flux.interval(Duration.ZERO, Duration.ofMillis(1))
                .onBackpressureDrop()
                .filter(tick -> read.get() >= count)
                .next();
        try (HostileServer hostile = HostileServer.frames(channel -> Flux.concat(
                Flux.just(text("{\"type\":\"generation_started\"}")),
                Flux.range(0, ticks / 1000)
                        .concatMap(i -> wasRead.apply(1000 * i)
                                .map(go -> Unpooled.wrappedBuffer(IntStream.range(0, 1000)
                                        .mapToObj(j -> text("{\"type\":\"generation_tick\",\"seconds\":" + j + "}"))
                                        .toArray(ByteBuf[]::new)))),
                Flux.just(text("{\"type\":\"session_id\",\"session_id\":\"last\"}"))))) {
            RealtimeSession session =
                    hostile.client.realtime().session(HostileServer.options().build());
            TestSubscriber<SessionEvent> reads = TestSubscriber.create();
            TestSubscriber<SessionEvent> doesNot =
                    TestSubscriber.builder().initialRequest(1).build();
            session.events()
                    .doOnNext(event -> read.addAndGet(event instanceof SessionEvent.GenerationTick ? 1 : 0))
                    .subscribe(reads);
            session.events().subscribe(doesNot);
            session.connect().block(Studio.PATIENCE);
            Flux.interval(Duration.ofMillis(10))
                    .takeUntil(tick -> session.sessionId().isPresent())
                    .blockLast(Studio.PATIENCE);
            session.disconnect().block(Studio.PATIENCE);
            reads.block(Studio.PATIENCE);
            doesNot.request(Long.MAX_VALUE);
            doesNot.block(Studio.PATIENCE);
            assertThat(doesNot.expectTerminalError()).matches(Exceptions::isOverflow);
            assertThat(reads.getReceivedOnNext()).last().isInstanceOf(SessionEvent.Ended.class);
            assertThat(reads.getReceivedOnNext().stream().filter(SessionEvent.GenerationTick.class::isInstance))
                    .hasSize(ticks);
        }
    }
}
