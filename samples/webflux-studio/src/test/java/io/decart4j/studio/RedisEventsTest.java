package io.decart4j.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.SessionEvent;
import io.decart4j.testkit.LocalDecartServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.stream.StreamReceiver;
import org.springframework.data.redis.stream.StreamReceiver.StreamReceiverOptions;
import reactor.core.publisher.Flux;

/** What a pipeline reads in Redis of the studio's sessions. */
class RedisEventsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RedisProcess redis;
    private ConfigurableApplicationContext studio;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        redis = new RedisProcess(folder);
        studio = StudioApplication.application()
                .run(
                        "--server.port=0",
                        "--studio.livekit=none",
                        "--studio.redis-events=true",
                        "--spring.data.redis.host=127.0.0.1",
                        "--spring.data.redis.port=" + redis.port(),
                        "--spring.data.redis.timeout=1s");
    }

    @AfterEach
    void close() {
        if (studio != null) {
            studio.close();
        }
        if (redis != null) {
            redis.close();
        }
    }

    /** An entry of the stream. */
    private record Entry(String id, String event, String data) {

        static Entry of(Map<String, String> fields) {
            return new Entry(
                    fields.getOrDefault("id", ""), fields.getOrDefault("event", ""), fields.getOrDefault("data", ""));
        }

        boolean isState(String state) {
            return event.equals("connectionChange") && data.contains(state);
        }

        boolean isEnd() {
            return event.equals("ended");
        }

        int number() {
            return Integer.parseInt(id.substring(id.indexOf('-') + 1));
        }
    }

    @Test
    void aSessionIsReadFromItsBeginningToItsEnd() {
        HeldSession held = sessions().begin("somebody", "noir");
        read(held).filter(entry -> entry.isState("generating")).blockFirst(PATIENCE);
        sessions().end(held).block(PATIENCE);
        List<Entry> all = whole(held);
        assertThat(all).extracting(Entry::event).contains("connectionChange", "sessionStarted");
        assertThat(all.toString()).doesNotContain("token");
    }

    @Test
    void nothingIsMissingWhenRedisWasAway() throws IOException {
        HeldSession held = sessions().begin("somebody", null);
        read(held).filter(entry -> entry.isState("connected")).blockFirst(PATIENCE);
        redis.kill();
        CompletableFuture<SessionEvent> again = held.session()
                .events()
                .skipUntil(SessionEvent.Reconnecting.class::isInstance)
                .filter(event -> event instanceof SessionEvent.ConnectionChange change
                        && change.state().isConnected())
                .next()
                .toFuture();
        studio.getBean(LocalDecartServer.class).faults().drop();
        again.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        redis.start();
        read(held).filter(entry -> entry.event().equals("reconnecting")).blockFirst(PATIENCE);
        sessions().end(held).block(PATIENCE);
        assertThat(whole(held)).extracting(Entry::event).contains("reconnecting");
    }

    private HeldSessions sessions() {
        return studio.getBean(HeldSessions.class);
    }

    /** As a pipeline does it: from the start of the stream, and on as it grows. */
    private Flux<Entry> read(HeldSession held) {
        StreamReceiverOptions<String, MapRecord<String, String, String>> options = StreamReceiverOptions.builder()
                .pollTimeout(Duration.ofMillis(500))
                .build();
        return StreamReceiver.create(studio.getBean(ReactiveRedisConnectionFactory.class), options)
                .receive(StreamOffset.fromStart(RedisEvents.key(held.id())))
                .map(MapRecord::getValue)
                .map(Entry::of);
    }

    /** Up to the end, after a look at the numbers in the ids: from one, each by one, however often an entry is there. */
    private List<Entry> whole(HeldSession held) {
        List<Entry> all = read(held)
                .takeUntil(Entry::isEnd)
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();
        List<Integer> numbers = all.stream().map(Entry::number).distinct().toList();
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
        return all;
    }
}
