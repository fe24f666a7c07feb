package io.decart4j.studio;

import io.decart4j.frames.VideoFrames;
import io.decart4j.input.InitialState;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.meter.GlassToGlass;
import io.decart4j.media.source.TestPattern;
import io.decart4j.model.RealtimeModels;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.spring.SessionDefaults;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sessions that the server holds. One ends when its page says so, or when no page shows it any more. */
@Component
final class HeldSessions {

    private static final Logger log = LoggerFactory.getLogger(HeldSessions.class);
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int FPS = 20;

    private final DecartClient client;
    private final SessionDefaults defaults;
    private final StudioProperties properties;
    private final ObjectProvider<RedisEvents> redis;
    private final Map<String, HeldSession> open = new ConcurrentHashMap<>();

    HeldSessions(
            DecartClient client,
            SessionDefaults defaults,
            StudioProperties properties,
            ObjectProvider<RedisEvents> redis) {
        this.client = client;
        this.defaults = defaults;
        this.properties = properties;
        this.redis = redis;
    }

    /** Begins a session; an error with 429 when there are too many. */
    HeldSession begin(String owner, @Nullable String prompt) {
        GlassToGlass meter = GlassToGlass.create();
        Flux<VideoFrame> source = VideoFrames.shared(meter.outgoing(TestPattern.frames(WIDTH, HEIGHT, FPS)));
        ConnectOptions.Builder options =
                defaults.options(RealtimeModels.LUCY_LATEST).video(source);
        if (prompt != null && !prompt.isBlank()) {
            options.initialState(InitialState.prompt(prompt));
        }
        HeldSession held = new HeldSession(owner, client.realtime().session(options.build()), source, meter);
        synchronized (this) {
            if (open.size() >= properties.sessions()) {
                throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS, "Too many sessions are open");
            }
            open.put(held.id(), held);
        }
        held.abandoned(properties.absence())
                .then(Mono.defer(() -> end(held)))
                .subscribe(null, e -> log.warn("A session did not end in order", e));
        redis.ifAvailable(stream -> stream.publish(held.id(), held.events())
                .subscribe(null, e -> log.warn("The events of {} are missing in Redis", held.id(), e)));
        held.begin();
        return held;
    }

    /** A visitor's own session; an error with 404 when there is none of that name. */
    Mono<HeldSession> find(String owner, String id) {
        return Mono.justOrEmpty(open.get(id))
                .filter(held -> held.isOf(owner))
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such session")));
    }

    /** Ends a session; nothing when it has ended. */
    Mono<Void> end(HeldSession held) {
        open.remove(held.id());
        return held.end();
    }

    /** How many are open. */
    int size() {
        return open.size();
    }
}
