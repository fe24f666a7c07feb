package io.decart4j.spring.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.event.SessionEvent.IceCandidate.Source;
import io.decart4j.stats.CandidatePair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

/** Pages that come, go, and come back. */
class SessionEventStreamTest {

    private final Sinks.Many<SessionEvent> source = Sinks.many().unicast().onBackpressureBuffer();
    private final SessionEventStream stream = SessionEventStream.of(source.asFlux(), 3);

    private void ticks(int from, int to) {
        for (int i = from; i <= to; i++) {
            source.tryEmitNext(new SessionEvent.GenerationTick(i)).orThrow();
        }
    }

    private static Object seconds(ServerSentEvent<Map<String, Object>> event) {
        return Objects.requireNonNull(Objects.requireNonNull(event.data()).get("seconds"));
    }

    @Test
    void aPageResumesBehindWhatItHasHeard() {
        ticks(1, 2);
        String id = Objects.requireNonNull(stream.resume(null).blockFirst(Duration.ofSeconds(10)))
                .id();
        StepVerifier.create(stream.resume(id).map(SessionEventStreamTest::seconds))
                .expectNext(2.0)
                .then(() -> ticks(3, 3))
                .expectNext(3.0)
                .then(source::tryEmitComplete)
                .verifyComplete();
    }

    @Test
    void aPageThatWasAwayTooLongIsToldHowManyItHasMissed() {
        ticks(1, 1);
        String id = Objects.requireNonNull(stream.resume(null).blockFirst(Duration.ofSeconds(10)))
                .id();
        ticks(2, 10);
        source.tryEmitComplete();
        List<ServerSentEvent<Map<String, Object>>> all =
                Objects.requireNonNull(stream.resume(id).collectList().block(Duration.ofSeconds(10)));
        assertThat(all.get(0).event()).isEqualTo("missed");
        assertThat(all.get(0).data()).isEqualTo(Map.of("count", 6L));
        assertThat(all.subList(1, 4))
                .extracting(SessionEventStreamTest::seconds)
                .containsExactly(8.0, 9.0, 10.0);
    }

    @Test
    void aPageIsToldThatWhatIsSentArrivesNowhere() {
        source.tryEmitNext(new SessionEvent.SendingStall(false, Duration.ofSeconds(7)))
                .orThrow();
        source.tryEmitComplete();

        ServerSentEvent<Map<String, Object>> event =
                Objects.requireNonNull(stream.resume(null).blockFirst(Duration.ofSeconds(10)));

        assertThat(event.event()).isEqualTo("sendingStall");
        assertThat(event.data()).isEqualTo(Map.of("stalled", false, "durationMs", 7000L));
    }

    @Test
    void aPageThatDoesNotReadIsCutOffAndNobodyElse() {
        StepVerifier.create(stream.resume(null), 0)
                .then(() -> ticks(1, 200))
                .thenRequest(Long.MAX_VALUE)
                .thenConsumeWhile(event -> true)
                .verifyErrorMatches(Exceptions::isOverflow);
        StepVerifier.create(stream.resume(null).skip(1).take(3))
                .expectNextCount(3)
                .verifyComplete();
    }

    @Test
    void diagnosticsTellAPageNoAddresses() {
        CandidatePair.Candidate candidate =
                CandidatePair.Candidate.ofAttribute("candidate:1 1 udp 1 192.0.2.1 50000 typ host");
        source.tryEmitNext(new SessionEvent.IceCandidate(Source.LOCAL, candidate));
        source.tryEmitNext(new SessionEvent.SelectedCandidatePair(new CandidatePair(candidate, candidate)));
        source.tryEmitNext(new SessionEvent.IceStateChange("checking", "new", Duration.ofMillis(3)));
        source.tryEmitComplete();
        List<ServerSentEvent<Map<String, Object>>> all =
                Objects.requireNonNull(stream.resume(null).collectList().block(Duration.ofSeconds(10)));
        assertThat(all)
                .extracting(ServerSentEvent::event)
                .startsWith("iceCandidate", "selectedCandidatePair", "iceStateChange");
        assertThat(all.get(0).data()).isEqualTo(Map.of("source", "local", "candidateType", "host", "protocol", "udp"));
        assertThat(all.get(1).data()).isEqualTo(Map.of("local", "host udp", "remote", "host udp"));
        assertThat(all.get(2).data()).isEqualTo(Map.of("state", "checking", "previousState", "new"));
    }

    @Test
    void overHttpAndBehindTheEndNoContent() {
        source.tryEmitNext(new SessionEvent.SessionStarted("sess_1", "secret token"));
        source.tryEmitNext(new SessionEvent.ConnectionChange(ConnectionState.CONNECTED));
        source.tryEmitNext(new SessionEvent.Ended(null));
        source.tryEmitComplete();
        WebTestClient web = WebTestClient.bindToRouterFunction(
                        RouterFunctions.route().GET("/events", stream::respond).build())
                .build();
        String body = web.get()
                .uri("/events")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(body)
                .contains("event:sessionStarted", "\"sessionId\":\"sess_1\"", "\"state\":\"connected\"", "event:ended")
                .doesNotContain("secret token");
        String last = Objects.requireNonNull(stream.resume(null).blockLast(Duration.ofSeconds(10)))
                .id();
        web.get()
                .uri("/events")
                .header("Last-Event-ID", String.valueOf(last))
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    @Test
    void headersGoOutAtOnceThoughNothingHasHappened() {
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(
                        RouterFunctions.route().GET("/events", stream::respond).build())))
                .bindNow();
        try {
            // Before the first heartbeat, which comes after 15 s.
            String type = HttpClient.newConnection()
                    .get()
                    .uri("http://127.0.0.1:" + server.port() + "/events")
                    .response()
                    .map(response -> response.responseHeaders().get("Content-Type"))
                    .block(Duration.ofSeconds(10));
            assertThat(type).startsWith("text/event-stream");
        } finally {
            server.disposeNow();
        }
    }

    @Test
    void anIdOfAnotherStreamBeginsAtTheBeginning() {
        ticks(1, 2);
        source.tryEmitComplete();
        for (String id : List.of("other-2", "2", "", "-")) {
            assertThat(stream.resume(id).count().block(Duration.ofSeconds(10))).isEqualTo(2);
        }
        assertThat(Flux.from(stream.resume(null)).count().block(Duration.ofSeconds(10)))
                .isEqualTo(2);
    }
}
