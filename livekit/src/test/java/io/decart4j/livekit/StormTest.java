package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.decart4j.livekit.ScriptedServer.Call;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import livekit.LivekitRtc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

/** Servers that let a client come up and fall over, again and again: bounded, with growing waits. */
class StormTest {

    @RegisterExtension
    final Machine machine = new Machine();

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void aServerThatResumesAndHangsUpIsGivenUpAfterGrowingWaits() {
        RejoinPolicy policy = new RejoinPolicy(5, Duration.ofMillis(10), Duration.ofSeconds(1), 0);
        LiveKitRoom room = join(server.options().rejoin(policy));
        Mono<List<RoomEvent>> events = room.events().collectList().cache();
        events.subscribe();
        Call last = server.next();

        for (int attempt = 1; attempt <= 5; attempt++) {
            last.cut();
            last = server.next();
            if (last.uri.contains("reconnect=1")) {
                last.send(Script.resumed());
                last.await(LivekitRtc.SignalRequest::hasSyncState);
            } else {
                last.send(Script.join("PA_" + attempt, 1, 0));
                last.await(LivekitRtc.SignalRequest::hasPingReq);
            }
        }
        last.cut();

        List<RoomEvent> told = events.blockOptional(Machine.PATIENCE).orElseThrow();
        assertThat(told)
                .filteredOn(RoomEvent.Reconnecting.class::isInstance)
                .extracting(
                        event -> ((RoomEvent.Reconnecting) event).attempt(),
                        event -> ((RoomEvent.Reconnecting) event).delay().toMillis())
                .containsExactly(tuple(1, 0L), tuple(2, 10L), tuple(3, 40L), tuple(4, 90L), tuple(5, 160L));
        assertThat(((RoomEvent.Disconnected) told.get(told.size() - 1)).error())
                .isInstanceOf(LiveKitException.Unreachable.class);
        assertThat(server.hasAnother()).isFalse();
    }

    @Test
    void aRoomThatStayedUpBeginsWithTheFirstAttemptAgain() {
        LiveKitRoom room = join(server.options().stableAfter(Duration.ofNanos(1)));
        Call last = server.next();
        for (int round = 0; round < 5; round++) {
            Mono<RoomEvent.Reconnecting> lost =
                    room.events().ofType(RoomEvent.Reconnecting.class).next().cache();
            lost.subscribe();
            last.cut();
            assertThat(lost.map(RoomEvent.Reconnecting::attempt).block(Machine.PATIENCE))
                    .isEqualTo(1);
            last = server.next();
            last.send(Script.resumed());
            last.await(LivekitRtc.SignalRequest::hasSyncState);
            Machine.until(() -> room.state() == RoomState.CONNECTED);
        }
    }

    @Test
    void aPublisherWhoseRestartIsNeverAnsweredIsJoinedAnewAndFinallyTheEnd() {
        RejoinPolicy policy = new RejoinPolicy(3, Duration.ofMillis(1), Duration.ofMillis(1), 0);
        LiveKitRoom room = join(server.options()
                .rejoin(policy)
                .joinTimeout(Duration.ofMillis(500))
                .stableAfter(Duration.ofMillis(100)));
        Mono<List<RoomEvent>> events = room.events().collectList().cache();
        events.subscribe();
        Call first = server.next();
        CompletableFuture<LocalVideoTrack> publishing =
                room.publishVideo(VideoPublishOptions.camera(320, 180)).toFuture();
        announce(first);
        first.send(Script.answer(
                machine.answer(first.await(LivekitRtc.SignalRequest::hasOffer)
                        .getOffer()
                        .getSdp()),
                1));
        assertThat(publishing).succeedsWithin(Machine.PATIENCE);

        first.cut();
        server.next().send(Script.resumed());
        for (int rejoin = 0; rejoin < 2; rejoin++) {
            Call again = server.next();
            assertThat(again.uri).doesNotContain("reconnect");
            again.send(Script.join("PA_9" + rejoin));
            announce(again);
            again.await(LivekitRtc.SignalRequest::hasOffer);
        }

        List<RoomEvent> told = events.blockOptional(Machine.PATIENCE).orElseThrow();
        assertThat(told)
                .filteredOn(RoomEvent.Reconnecting.class::isInstance)
                .extracting(event -> ((RoomEvent.Reconnecting) event).resume())
                .containsExactly(true, false, false);
        assertThat(((RoomEvent.Disconnected) told.get(told.size() - 1)).error())
                .isInstanceOf(LiveKitException.MediaFailed.class)
                .hasMessageContaining("No answer to an offer");
    }

    @Test
    void anAnnouncementThatIsNeverAnsweredFailsTheStayThatRepeatsIt() {
        RejoinPolicy policy = new RejoinPolicy(1, Duration.ZERO, Duration.ZERO, 0);
        LiveKitRoom room = join(server.options().rejoin(policy).joinTimeout(Duration.ofMillis(500)));
        Call first = server.next();
        room.publishVideo(VideoPublishOptions.camera(320, 180)).subscribe(track -> {}, e -> {});
        first.await(LivekitRtc.SignalRequest::hasAddTrack);

        first.cut();
        server.next().send(Script.resumed());

        RoomEvent.Disconnected end = Machine.await(room.events(), RoomEvent.Disconnected.class, event -> true);
        assertThat(end.error())
                .isInstanceOf(LiveKitException.MediaFailed.class)
                .hasMessageContaining("No answer to the announcement");
    }

    private static void announce(Call call) {
        call.send(Script.published(
                call.await(LivekitRtc.SignalRequest::hasAddTrack).getAddTrack(), "TR_1"));
    }

    private LiveKitRoom join(RoomOptions.Builder options) {
        CompletableFuture<LiveKitRoom> joining =
                LiveKitRoom.connect(machine.runtime(), options.build()).toFuture();
        server.peek().send(Script.join("PA_1"));
        LiveKitRoom room = joining.join();
        machine.leaveAfterwards(room);
        return room;
    }
}
