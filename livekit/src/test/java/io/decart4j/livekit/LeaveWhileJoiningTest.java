package io.decart4j.livekit;

import static livekit.LivekitRtc.LeaveRequest.Action.DISCONNECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.ScriptedServer.Call;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.Random;
import livekit.LivekitModels;
import livekit.LivekitRtc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** A join that ends while it is under way, at whatever moment, leaves nothing. */
class LeaveWhileJoiningTest {

    private static final Random RANDOM = new Random(7);

    @RegisterExtension
    final Machine machine = new Machine();

    private final ScriptedServer server = new ScriptedServer();
    private WebRtcRuntime runtime;

    /** The first connection takes long, because the library is loaded with it. */
    @BeforeEach
    void warm() {
        runtime = machine.runtime();
        runtime.open(PeerOptions.none()).flatMap(PeerConnection::close).block(Machine.PATIENCE);
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void cancellingAtAnyMomentOfTheJoinLeavesNoPeerConnection() {
        for (int round = 0; round < 100; round++) {
            Disposable joining =
                    LiveKitRoom.connect(runtime, server.options().build()).subscribe(room -> {}, e -> {});
            server.next().send(primary("PA_" + round));

            someMoment();
            joining.dispose();
        }

        Machine.until(() -> server.open() == 0);
        assertPeersAreClosed();
    }

    @Test
    void aStayThatFailsWhileItBeginsLeavesNoPeerConnection() {
        for (int round = 0; round < 50; round++) {
            Mono<LiveKitRoom> joining =
                    LiveKitRoom.connect(runtime, server.options().build()).cache();
            joining.subscribe(room -> {}, e -> {});
            Call call = server.next();
            call.send(primary("PA_" + round));

            someMoment();
            call.send(Script.leave(LivekitModels.DisconnectReason.SERVER_SHUTDOWN, DISCONNECT));

            joining.onErrorComplete()
                    .flatMap(LiveKitRoom::leave)
                    .take(Machine.PATIENCE)
                    .block();
        }

        assertPeersAreClosed();
    }

    private void assertPeersAreClosed() {
        Mono<Boolean> none = Mono.fromSupplier(() -> runtime.openPeerConnections() == 0);
        assertThat(none.filter(closed -> closed)
                        .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(10)))
                        .take(Duration.ofSeconds(10))
                        .defaultIfEmpty(false)
                        .block())
                .as("%d peer connections are open", runtime.openPeerConnections())
                .isTrue();
    }

    private static LivekitRtc.SignalResponse.Builder primary(String sid) {
        LivekitRtc.SignalResponse.Builder join = Script.join(sid);
        join.getJoinBuilder().setSubscriberPrimary(true);
        return join;
    }

    /** Both connections take a few milliseconds to open. */
    private static void someMoment() {
        long until = System.nanoTime() + RANDOM.nextInt(12_000_000);
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }
}
