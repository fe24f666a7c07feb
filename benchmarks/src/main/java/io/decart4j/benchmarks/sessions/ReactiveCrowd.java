package io.decart4j.benchmarks.sessions;

import io.decart4j.error.DecartException;
import io.decart4j.event.SessionEvent;
import io.decart4j.model.RealtimeModels;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.reactor.ReconnectPolicy;
import io.decart4j.reactor.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sessions of decart4j; somebody listens to the events of each. */
final class ReactiveCrowd implements Crowd {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int AT_ONCE = 64;

    private final DecartClient client;
    private final List<RealtimeSession> sessions = new ArrayList<>();
    private final AtomicLong events = new AtomicLong();

    ReactiveCrowd(String url) {
        client = DecartClient.builder()
                .apiKey("dct_benchmark")
                .realtimeBaseUrl(url)
                .withoutMedia()
                .build();
    }

    @Override
    public void open(int count) {
        // A lost connection would come back unnoticed.
        ConnectOptions options = ConnectOptions.builder(RealtimeModels.LUCY_2_1)
                .transport(Transport.DIRECT)
                .reconnect(ReconnectPolicy.NONE)
                .build();
        sessions.addAll(Flux.range(0, count)
                .flatMap(i -> client.realtime().connect(options), AT_ONCE)
                .doOnNext(session -> session.events().subscribe(this::heard))
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow());
    }

    @Override
    public int prompt() {
        return Flux.fromIterable(sessions)
                .flatMap(
                        session -> session.setPrompt("still there")
                                .thenReturn(1)
                                .onErrorResume(DecartException.class, e -> Mono.empty()),
                        AT_ONCE)
                .count()
                .blockOptional(PATIENCE)
                .orElseThrow()
                .intValue();
    }

    @Override
    public void close() {
        Flux.fromIterable(sessions)
                .flatMap(RealtimeSession::disconnect, AT_ONCE)
                .then()
                .block(PATIENCE);
        sessions.clear();
    }

    private void heard(SessionEvent event) {
        events.incrementAndGet();
    }
}
