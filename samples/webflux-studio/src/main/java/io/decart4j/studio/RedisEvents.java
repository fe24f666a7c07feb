package io.decart4j.studio;

import io.decart4j.spring.sse.SessionEventStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/** Writes the events of each session to a Redis stream of its own, where pipelines read them. */
@Component
@ConditionalOnBooleanProperty("studio.redis-events")
final class RedisEvents {

    private static final XAddOptions NEWEST = XAddOptions.maxlen(10_000);

    /** About two minutes without Redis; each event that it takes begins them anew. */
    private static final Retry UNTIL_BACK = Retry.backoff(30, Duration.ofMillis(200))
            .maxBackoff(Duration.ofSeconds(5))
            .transientErrors(true);

    private final ReactiveStringRedisTemplate redis;
    private final JsonMapper json;

    RedisEvents(ReactiveStringRedisTemplate redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** The stream of a session. */
    static String key(String session) {
        return "decart:" + session;
    }

    /**
     * Completes with the session. An event waits until Redis has taken the one before. While Redis is away, what comes is
     * kept by {@code events}, and follows from the last event that Redis has confirmed: so one of them may be there twice,
     * with the same {@code id}. Errors when Redis does not come back.
     */
    Mono<Void> publish(String session, SessionEventStream events) {
        AtomicReference<@Nullable String> confirmed = new AtomicReference<>();
        return Flux.defer(() -> events.resume(confirmed.get()))
                .filter(event -> event.event() != null) // heartbeats are for browsers
                .concatMap(event -> redis.<String, String>opsForStream()
                        .add(entry(session, event), NEWEST)
                        .doOnNext(id -> {
                            if (event.id() != null) {
                                confirmed.set(event.id());
                            }
                        }))
                .retryWhen(UNTIL_BACK)
                .then();
    }

    private MapRecord<String, String, String> entry(String session, ServerSentEvent<Map<String, Object>> event) {
        Map<String, String> fields = new HashMap<>();
        fields.put("event", Objects.requireNonNull(event.event()));
        fields.put("data", json.writeValueAsString(event.data()));
        if (event.id() != null) {
            fields.put("id", event.id());
        }
        return StreamRecords.mapBacked(fields).withStreamKey(key(session));
    }
}
