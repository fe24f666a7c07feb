package io.decart4j.spring.sse;

import io.decart4j.event.SessionEvent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The events of a session for any number of pages, as Server-Sent Events that a page which was away resumes where it was:
 * the browser sends {@code Last-Event-ID}, and gets what it has missed of the last so many events, or a {@code missed} event
 * with the number of those that are gone. Kept by the application as long as pages may come back. Thread-safe.
 *
 * <p>A page that falls behind by more than that is cut off, and resumes. Behind the last event, {@code ended}, the answer is
 * 204, on which a browser stops asking.
 */
public final class SessionEventStream {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final String epoch =
            Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
    private final int kept;
    private final Sinks.Many<Numbered> events;
    private final Disposable source;
    private volatile long last;
    private volatile boolean over;

    private record Numbered(long number, EventData data) {}

    private SessionEventStream(Flux<SessionEvent> source, int kept) {
        this.kept = kept;
        this.events = Sinks.many().replay().limit(kept);
        this.source = source.index()
                .map(event -> new Numbered(event.getT1() + 1, EventData.of(event.getT2())))
                .doOnTerminate(() -> over = true)
                .subscribe(this::add, e -> events.tryEmitComplete(), events::tryEmitComplete);
    }

    /**
     * Begins to collect at once.
     *
     * @param source {@code session.events()}
     * @param kept how many events are kept, 1 or more
     */
    public static SessionEventStream of(Flux<SessionEvent> source, int kept) {
        if (kept < 1) {
            throw new IllegalArgumentException("kept takes 1 or more, not " + kept);
        }
        return new SessionEventStream(source, kept);
    }

    /** The answer to a page's request: a stream, whose headers go out at once, or 204 when it has heard everything. */
    public Mono<ServerResponse> respond(ServerRequest request) {
        long heard = heard(request.headers().firstHeader("Last-Event-ID"));
        if (over && heard >= last) {
            return ServerResponse.noContent().build();
        }
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // Headers go out with the first element, and a page counts as connecting until they come.
                .body(BodyInserters.fromServerSentEvents(after(heard).startWith(comment())));
    }

    /**
     * What follows an event, and a comment each 15 seconds, so that a page that is gone is noticed.
     *
     * @param lastEventId the id of the last event that was heard; null, or one of another stream, for all that is kept
     */
    public Flux<ServerSentEvent<Map<String, Object>>> resume(@Nullable String lastEventId) {
        return after(heard(lastEventId));
    }

    /** Collects no more; those who listen are told no more. */
    public void dispose() {
        source.dispose();
        over = true;
        events.tryEmitComplete();
    }

    private void add(Numbered event) {
        last = event.number();
        events.tryEmitNext(event);
    }

    private Flux<ServerSentEvent<Map<String, Object>>> after(long heard) {
        Flux<ServerSentEvent<Map<String, Object>>> following = events.asFlux()
                .skipWhile(event -> event.number() <= heard)
                .switchOnFirst((first, all) -> {
                    Numbered next = first.get();
                    long missed = next == null ? 0 : next.number() - heard - 1;
                    Flux<ServerSentEvent<Map<String, Object>>> events = all.map(this::toSse);
                    return missed > 0 ? events.startWith(missed(missed)) : events;
                })
                // The replay itself would keep everything for one that does not read.
                .onBackpressureBuffer(kept + 1);
        // Not FirstFailure.merge, which takes all that comes: who does not read has to be cut off. Only one part can
        // fail.
        return Flux.merge(
                following, // An error there is told by the other part.
                heartbeat().takeUntilOther(events.asFlux().ignoreElements().onErrorComplete()));
    }

    private ServerSentEvent<Map<String, Object>> toSse(Numbered event) {
        return ServerSentEvent.<Map<String, Object>>builder(event.data().fields())
                .id(epoch + "-" + event.number())
                .event(event.data().name())
                .build();
    }

    private static ServerSentEvent<Map<String, Object>> missed(long count) {
        return ServerSentEvent.<Map<String, Object>>builder(Map.of("count", count))
                .event("missed")
                .build();
    }

    private static Flux<ServerSentEvent<Map<String, Object>>> heartbeat() {
        return Flux.interval(HEARTBEAT).onBackpressureDrop().map(tick -> comment());
    }

    private static ServerSentEvent<Map<String, Object>> comment() {
        return ServerSentEvent.<Map<String, Object>>builder().comment("").build();
    }

    private long heard(@Nullable String lastEventId) {
        if (lastEventId != null && lastEventId.startsWith(epoch + "-")) {
            try {
                return Long.parseLong(lastEventId.substring(epoch.length() + 1));
            } catch (NumberFormatException e) {
                // not one of ours
            }
        }
        return 0;
    }
}
