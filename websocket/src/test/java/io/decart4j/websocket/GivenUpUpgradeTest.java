package io.decart4j.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.TcpServer;

/** An upgrade that is given up at any moment, against a server that takes connections and says nothing. */
class GivenUpUpgradeTest {

    private static final int OPENINGS = 300;

    @Test
    void isNoWarningAndLeavesNoConnection() {
        Logger netty = (Logger) LoggerFactory.getLogger("reactor.netty");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        netty.addAppender(lines);
        AtomicInteger open = new AtomicInteger();
        DisposableServer silent = TcpServer.create()
                .host("127.0.0.1")
                .port(0)
                .doOnConnection(connection -> {
                    open.incrementAndGet();
                    connection.onDispose(open::decrementAndGet);
                })
                .handle((in, out) -> in.receive().then())
                .bindNow();
        try {
            WebSocketOpener opener = new WebSocketOpener(HttpClient.newConnection(), 1024, null);
            URI url = URI.create("ws://127.0.0.1:" + silent.port());
            Flux.range(0, OPENINGS)
                    .flatMap(
                            i -> opener.open(url, null)
                                    .then()
                                    .takeUntilOther(Mono.delay(Duration.ofNanos(
                                            ThreadLocalRandom.current().nextLong(10_000_000)))),
                            8)
                    .blockLast(Duration.ofSeconds(20));
            Flux.interval(Duration.ofMillis(10))
                    .takeUntil(tick -> open.get() == 0)
                    .blockLast(Duration.ofSeconds(20));
            assertThat(lines.list)
                    .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .isEmpty();
        } finally {
            netty.detachAppender(lines);
            silent.disposeNow();
        }
    }
}
