package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.DecartException;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.testkit.LocalDecartServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/**
 * The key is in the URL, and in no log line (Reactor Netty's debug lines included), no error and no event
 * (docs/protocol.md, C10).
 */
class RedactionConformanceTest {

    private static final String KEY = "dct_s3cret+/=& of mine";

    private final LogLines log = new LogLines();

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void C10_noLogLineErrorOrEventHasTheKeyOrThePrompt() {
        List<Object> said = new CopyOnWriteArrayList<>();
        try (LocalDecartServer server = LocalDecartServer.builder().apiKey(KEY).start();
                DecartClient client = client(server, KEY);
                DecartClient stranger = client(server, KEY + "x")) {
            said.add(client);
            ConnectOptions options = Studio.direct()
                    .video(Studio.pattern())
                    .initialState(InitialState.prompt("a s3cret prompt"))
                    .reconnect(Studio.QUICK)
                    .build();
            RealtimeSession session = client.realtime().session(options);
            session.events().subscribe(said::add);
            session.connect().block(Studio.PATIENCE);
            assertThat(session.isConnected()).isTrue();
            server.faults().refuseNext(1);
            server.faults().answerUnavailable(1);
            server.faults().drop();
            session.events()
                    .filter(event ->
                            session.counters().framesReceived() > 0 && event instanceof SessionEvent.GenerationTick)
                    .blockFirst(Studio.PATIENCE);
            session.disconnect().block(Studio.PATIENCE);
            stranger.realtime()
                    .connect(options)
                    .onErrorResume(e -> {
                        said.add(e);
                        return Mono.empty();
                    })
                    .block(Studio.PATIENCE);
            stranger.tokens().create().subscribe(token -> {}, said::add);
        }
        assertThat(log.lines()).anyMatch(line -> line.contains("/v1/stream"));
        assertThat(log.lines()).noneMatch(RedactionConformanceTest::leaks);
        assertThat(said).hasSizeGreaterThan(5).noneMatch(one -> leaks(text(one)));
    }

    private static DecartClient client(LocalDecartServer server, String key) {
        return DecartClient.builder()
                .apiKey(key)
                .baseUrl(server.httpUrl())
                .realtimeBaseUrl(server.realtimeUrl())
                .build();
    }

    private static boolean leaks(String text) {
        return text.contains("s3cret");
    }

    private static String text(Object said) {
        StringWriter text = new StringWriter();
        text.append(said.toString());
        Throwable error = said instanceof Throwable thrown
                ? thrown
                : said instanceof SessionEvent.Reconnecting again ? again.cause() : null;
        if (error instanceof DecartException) {
            error.printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }
}
