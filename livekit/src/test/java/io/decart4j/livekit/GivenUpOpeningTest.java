package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.decart4j.webrtc.WebRtcRuntime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpServer;
import reactor.test.StepVerifier;

/** A server that takes connections and says nothing: giving up is handled, and no warning of a library's. */
class GivenUpOpeningTest {

    @RegisterExtension
    final Machine machine = new Machine();

    private final Logger netty = (Logger) LoggerFactory.getLogger("reactor.netty");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Sinks.Many<Boolean> closed = Sinks.many().unicast().onBackpressureBuffer();
    private final DisposableServer frozen = TcpServer.create()
            .host("127.0.0.1")
            .port(0)
            .doOnConnection(connection -> connection.onDispose(() -> closed.tryEmitNext(true)))
            .handle((in, out) -> in.receive().then())
            .bindNow();

    @BeforeEach
    void listen() {
        lines.start();
        netty.addAppender(lines);
    }

    @AfterEach
    void close() {
        netty.detachAppender(lines);
        frozen.disposeNow();
    }

    @Test
    void isNoWarning() {
        WebRtcRuntime runtime = machine.runtime();
        RoomOptions options = RoomOptions.builder(URI.create("ws://127.0.0.1:" + frozen.port()), "a.token")
                .joinTimeout(Duration.ofMillis(100))
                .build();
        Mono<List<Boolean>> all = closed.asFlux().take(5).collectList().cache();
        all.subscribe();

        for (int round = 0; round < 5; round++) {
            StepVerifier.create(LiveKitRoom.connect(runtime, options))
                    .expectErrorMessage("No signal connection in time")
                    .verify(Machine.PATIENCE);
        }

        assertThat(all.block(Machine.PATIENCE)).hasSize(5);
        assertThat(lines.list)
                .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }
}
