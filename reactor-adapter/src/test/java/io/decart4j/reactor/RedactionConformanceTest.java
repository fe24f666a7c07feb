package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.decart4j.error.DecartException;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.testkit.LocalDecartServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The key is in the URL, and in no log line (Reactor Netty's debug lines included), no error and no event. */
class RedactionConformanceTest {

    private static final String KEY = "dct_s3cret+/=& of mine";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stop() {
        root.setLevel(Level.WARN);
        root.detachAppender(appender);
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
        assertThat(lines).anyMatch(line -> line.contains("/v1/stream"));
        assertThat(lines).noneMatch(RedactionConformanceTest::leaks);
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
