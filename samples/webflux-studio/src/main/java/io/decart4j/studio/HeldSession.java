package io.decart4j.studio;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.meter.FrameFigures;
import io.decart4j.media.meter.GlassToGlass;
import io.decart4j.media.sink.Mjpeg;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.spring.sse.SessionEventStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A session that the server holds for a page, with what the page shows of it. Thread-safe. */
final class HeldSession {

    private static final int EVENTS_KEPT = 256;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final String id = UUID.randomUUID().toString();
    private final String owner;
    private final RealtimeSession session;
    private final Flux<VideoFrame> source;
    private final GlassToGlass meter;
    private final SessionEventStream events;
    private final Mono<Void> over;
    private final Mono<Void> end;
    private final Disposable.Composite running = Disposables.composite();
    private final Sinks.Many<Integer> pages = Sinks.many().replay().latestOrDefault(0);
    private int pageCount;

    HeldSession(String owner, RealtimeSession session, Flux<VideoFrame> source, GlassToGlass meter) {
        this.owner = owner;
        this.session = session;
        this.source = source;
        this.meter = meter;
        this.events = SessionEventStream.of(session.events(), EVENTS_KEPT);
        this.over = session.events().ignoreElements().then().cache();
        this.end = Mono.defer(this::endOnce).cache();
    }

    /** Connects; how that goes is told by the events. */
    void begin() {
        running.add(over.subscribe());
        running.add(session.video(meter::receive).subscribe(number -> {}, e -> {}));
        running.add(session.connect().subscribe(connected -> {}, e -> {}));
    }

    String id() {
        return id;
    }

    boolean isOf(String visitor) {
        return owner.equals(visitor);
    }

    RealtimeSession session() {
        return session;
    }

    /** What is sent, as Motion JPEG. */
    Flux<byte[]> before() {
        return Mjpeg.stream(source).takeUntilOther(over);
    }

    /** What comes back, as Motion JPEG. */
    Flux<byte[]> after() {
        return Mjpeg.stream(session.retainedVideo());
    }

    /** The events that follow, and figures each second. Who listens is a page that shows the session. */
    Flux<ServerSentEvent<Map<String, Object>>> follow(@Nullable String lastEventId) {
        Flux<ServerSentEvent<Map<String, Object>>> figures =
                meter.figures(SECOND).map(this::figures).takeUntilOther(over);
        return events.resume(lastEventId)
                .mergeWith(figures)
                .doOnSubscribe(page -> count(1))
                .doFinally(signal -> count(-1));
    }

    /** The events, which end with the session. */
    SessionEventStream events() {
        return events;
    }

    /** Completes when no page has listened for so long. */
    Mono<Void> abandoned(Duration absence) {
        return pages.asFlux()
                .switchMap(count -> count == 0 ? Mono.delay(absence) : Mono.never())
                .next()
                .then();
    }

    /** Disconnects; once. */
    Mono<Void> end() {
        return end;
    }

    private Mono<Void> endOnce() {
        running.dispose();
        return session.disconnect();
    }

    private synchronized void count(int change) {
        pageCount += change;
        pages.tryEmitNext(pageCount);
    }

    private ServerSentEvent<Map<String, Object>> figures(FrameFigures figures) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("fps", figures.received());
        data.put("sent", figures.sent());
        if (figures.latency() != null) {
            data.put("latencyMs", figures.latency().p50().toMillis());
        }
        return ServerSentEvent.<Map<String, Object>>builder(data)
                .event("figures")
                .build();
    }
}
