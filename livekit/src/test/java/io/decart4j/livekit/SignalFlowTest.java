package io.decart4j.livekit;

import static livekit.LivekitRtc.LeaveRequest.Action.DISCONNECT;
import static livekit.LivekitRtc.LeaveRequest.Action.RECONNECT;
import static livekit.LivekitRtc.LeaveRequest.Action.RESUME;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.ScriptedServer.Call;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import livekit.LivekitModels;
import livekit.LivekitRtc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What this client says and does in answer to a server that is scripted. */
class SignalFlowTest {

    @RegisterExtension
    final Machine machine = new Machine();

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void joiningTellsTheProtocolAndKeepsTheTokenOutOfTheUrl() {
        Joined ada = join();

        assertThat(ada.call.uri)
                .startsWith("/prefix/rtc?")
                .contains("protocol=15")
                .contains("auto_subscribe=1")
                .doesNotContain("reconnect")
                .doesNotContain("first.token");
        assertThat(ada.call.authorization).isEqualTo("Bearer first.token");
        assertThat(ada.room.name()).isEqualTo("studio");
        assertThat(ada.room.sid()).isEqualTo("RM_1");
        assertThat(ada.room.participantSid()).isEqualTo("PA_1");
    }

    @Test
    void leavingSaysSoAndCloses() {
        Joined ada = join();

        ada.room.leave().block(Machine.PATIENCE);

        LivekitRtc.LeaveRequest leave =
                ada.call.await(LivekitRtc.SignalRequest::hasLeave).getLeave();
        assertThat(leave.getReason()).isEqualTo(LivekitModels.DisconnectReason.CLIENT_INITIATED);
        assertThat(leave.getAction()).isEqualTo(DISCONNECT);
        assertThat(ada.call.closeCode()).isEqualTo(1000);
        List<RoomEvent> events = events(ada.room);
        assertThat(events.get(events.size() - 1))
                .isEqualTo(new RoomEvent.Disconnected(DisconnectReason.CLIENT_INITIATED, null));
        assertThat(ada.room.state()).isEqualTo(RoomState.DISCONNECTED);
        ada.room.leave().block(Machine.PATIENCE);
    }

    @Test
    void refusalsAreTypedAndHaveTheServersWords() {
        server.refuse(401, "invalid API key in first.token");
        StepVerifier.create(
                        LiveKitRoom.connect(machine.runtime(), server.options().build()))
                .expectErrorSatisfies(e -> {
                    assertThat(e)
                            .isInstanceOf(LiveKitException.NotAllowed.class)
                            .hasMessageContaining("invalid API key in ***");
                    assertThat(((LiveKitException) e).isTransient()).isFalse();
                })
                .verify(Machine.PATIENCE);
        server.refuse(404, "requested room does not exist");
        StepVerifier.create(
                        LiveKitRoom.connect(machine.runtime(), server.options().build()))
                .expectErrorSatisfies(e -> assertThat(((LiveKitException.RoomNotFound) e).body())
                        .isEqualTo("requested room does not exist"))
                .verify(Machine.PATIENCE);
        server.refuse(503, "x".repeat(100_000));
        StepVerifier.create(
                        LiveKitRoom.connect(machine.runtime(), server.options().build()))
                .expectErrorSatisfies(e -> {
                    assertThat(((LiveKitException.Refused) e).body()).hasSize(300);
                    assertThat(((LiveKitException.Refused) e).status()).isEqualTo(503);
                    assertThat(((LiveKitException) e).isTransient()).isTrue();
                })
                .verify(Machine.PATIENCE);
    }

    @Test
    void aFullRoomIsToldAsWhatItMayBe() {
        server.refuseUpgrades(500, "success");

        StepVerifier.create(
                        LiveKitRoom.connect(machine.runtime(), server.options().build()))
                .expectErrorSatisfies(e -> {
                    assertThat(e)
                            .hasMessage("The server answered 500: the room may be full (max_participants; hidden"
                                    + " participants count)");
                    assertThat(((LiveKitException) e).isTransient()).isTrue();
                })
                .verify(Machine.PATIENCE);
    }

    @Test
    void aFirstMessageThatIsNoJoinFailsTheJoin() {
        CompletableFuture<LiveKitRoom> joining = connecting(server.options());
        server.next().send(Script.token("early"));

        assertThat(joining)
                .failsWithin(Machine.PATIENCE)
                .withThrowableThat()
                .withCauseInstanceOf(LiveKitException.Unreachable.class);
    }

    @Test
    void aSilentServerFailsTheJoin() {
        CompletableFuture<LiveKitRoom> joining = connecting(server.options());
        Call call = server.next();

        assertThat(joining).failsWithin(Machine.PATIENCE).withThrowableThat().withMessageContaining("first message");
        assertThat(call.closeCode()).isEqualTo(1000);
    }

    @Test
    void aLeaveInsteadOfAJoinIsItsReason() {
        CompletableFuture<LiveKitRoom> joining = connecting(server.options());
        server.next().send(Script.leave(LivekitModels.DisconnectReason.JOIN_FAILURE, RECONNECT));

        assertThat(joining)
                .failsWithin(Machine.PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        LiveKitException.Ended.class,
                        ended -> assertThat(ended.reason()).isEqualTo(DisconnectReason.JOIN_FAILURE));
    }

    @Test
    void cancellingAJoinSaysGoodbye() {
        Disposable joining =
                LiveKitRoom.connect(machine.runtime(), server.options().build()).subscribe();
        Call call = server.next();
        LivekitRtc.SignalResponse.Builder join = Script.join("PA_1", 1, 0);
        join.getJoinBuilder().setSubscriberPrimary(true);
        call.send(join);
        call.await(LivekitRtc.SignalRequest::hasPingReq);

        joining.dispose();

        call.await(LivekitRtc.SignalRequest::hasLeave);
        assertThat(call.closeCode()).isEqualTo(1000);
    }

    @Test
    void cancellingAtAnyMomentLeavesNoSocket() {
        WebRtcRuntime runtime = machine.runtime();
        for (int round = 0; round < 20; round++) {
            Disposable joining =
                    LiveKitRoom.connect(runtime, server.options().build()).subscribe();
            if (round % 2 == 0) {
                server.next();
            }
            joining.dispose();
        }
        Machine.until(() -> server.open() == 0);
    }

    @Test
    void aCutConnectionIsResumedWithTheNewestToken() {
        Joined ada = join();
        ada.call.send(Script.token("second.token"));
        ada.call.send(Script.update(Script.participant("PA_2", "bob")));
        Machine.await(ada.room.events(), RoomEvent.ParticipantJoined.class, event -> true);

        ada.call.cut();
        Call second = server.next();
        second.send(Script.resumed());

        assertThat(second.uri).contains("&reconnect=1&sid=PA_1&reconnect_reason=1");
        assertThat(second.authorization).isEqualTo("Bearer second.token");
        second.await(LivekitRtc.SignalRequest::hasSyncState);
        Machine.until(() -> ada.room.state() == RoomState.CONNECTED);
        assertThat(ada.room.participants()).extracting(Participant::identity).containsExactly("bob");
        assertThat(ada.room.participantSid()).isEqualTo("PA_1");
    }

    @Test
    void anyFirstMessageIsAResume() {
        Joined ada = join();
        ada.call.cut();
        Call second = server.next();
        second.send(Script.update(Script.participant("PA_2", "bob")));

        second.await(LivekitRtc.SignalRequest::hasSyncState);
        Machine.await(ada.room.events(), RoomEvent.ParticipantJoined.class, event -> true);
        Machine.until(() -> ada.room.state() == RoomState.CONNECTED);
    }

    @Test
    void silenceIsALoss() {
        CompletableFuture<LiveKitRoom> joining = connecting(server.options());
        Call call = server.next();
        call.send(Script.join("PA_1", 1, 3));
        LiveKitRoom room = done(joining);
        long sent =
                call.await(LivekitRtc.SignalRequest::hasPingReq).getPingReq().getTimestamp();
        call.send(LivekitRtc.SignalResponse.newBuilder()
                .setPongResp(LivekitRtc.Pong.newBuilder().setLastPingTimestamp(sent)));
        call.received().filter(LivekitRtc.SignalRequest::hasPingReq).take(2).blockLast(Machine.PATIENCE);

        Call second = server.next();
        second.send(Script.resumed());

        assertThat(second.uri).contains("reconnect=1");
        Machine.until(() -> room.state() == RoomState.CONNECTED);
        RoomEvent.Reconnecting lost = Machine.await(room.events(), RoomEvent.Reconnecting.class, event -> true);
        assertThat(lost.cause()).hasMessageContaining("No message from the server");
        room.leave().block(Machine.PATIENCE);
    }

    @Test
    void theServersActionsAreFollowed() {
        Joined ada = join();

        ada.call.send(Script.leave(LivekitModels.DisconnectReason.SIGNAL_CLOSE, RESUME));
        Call second = server.next();
        assertThat(second.uri).contains("reconnect=1&sid=PA_1");
        second.send(Script.resumed());
        Machine.until(() -> ada.room.state() == RoomState.CONNECTED);

        second.send(Script.leave(LivekitModels.DisconnectReason.STATE_MISMATCH, RECONNECT));
        Call third = server.next();
        assertThat(third.uri).doesNotContain("reconnect");
        third.send(Script.join("PA_9"));
        Machine.until(() -> ada.room.state() == RoomState.CONNECTED);
        assertThat(ada.room.participantSid()).isEqualTo("PA_9");

        third.send(Script.leave(LivekitModels.DisconnectReason.SERVER_SHUTDOWN, DISCONNECT));
        assertEnd(ada.room, DisconnectReason.SERVER_SHUTDOWN);
        assertThat(server.hasAnother()).isFalse();
    }

    @Test
    void whoIsPutOutDoesNotComeBack() {
        Joined ada = join();

        ada.call.send(Script.leave(LivekitModels.DisconnectReason.DUPLICATE_IDENTITY, RECONNECT));

        assertEnd(ada.room, DisconnectReason.DUPLICATE_IDENTITY);
        assertThat(server.hasAnother()).isFalse();
    }

    @Test
    void aResumeThatTheServerDoesNotKnowIsARejoin() {
        Joined ada = join();
        ada.call.send(Script.update(Script.participant("PA_2", "bob")));
        ada.call.cut();
        server.next().send(Script.leave(LivekitModels.DisconnectReason.STATE_MISMATCH, RECONNECT));
        Call third = server.next();
        third.send(Script.join("PA_9"));

        Machine.await(ada.room.events(), RoomEvent.ParticipantLeft.class, event -> true);
        assertThat(third.uri).doesNotContain("reconnect");
    }

    @Test
    void aTokenThatIsNoLongerGoodEndsTheRoom() {
        Joined ada = join();
        server.refuse(401, "token expired");

        ada.call.cut();

        RoomEvent.Disconnected end = end(ada.room);
        assertThat(end.error()).isInstanceOf(LiveKitException.NotAllowed.class).hasMessageContaining("token expired");
    }

    @Test
    void attemptsEnd() {
        Joined ada = join(server.options().rejoin(new RejoinPolicy(5, Duration.ofMillis(1), Duration.ofMillis(5), 0)));
        List<RoomEvent> events = new CopyOnWriteArrayList<>();
        ada.room.events().subscribe(events::add);
        server.refuse(503, "down");

        ada.call.cut();

        assertThat(end(ada.room).error()).isInstanceOf(LiveKitException.Refused.class);
        Machine.until(() -> events.get(events.size() - 1) instanceof RoomEvent.Disconnected);
        assertThat(events)
                .filteredOn(event -> event instanceof RoomEvent.Reconnecting)
                .extracting(event -> ((RoomEvent.Reconnecting) event).resume())
                .containsExactly(true, true, true, false, false);
    }

    @Test
    void leavingWhileReconnectingEndsAtOnce() {
        Joined ada = join(server.options().rejoin(new RejoinPolicy(5, Duration.ofHours(1), Duration.ofHours(1), 0)));
        server.refuse(503, "down");
        ada.call.cut();
        Machine.await(ada.room.events(), RoomEvent.Reconnecting.class, event -> event.attempt() == 2);

        ada.room.leave().block(Machine.PATIENCE);

        assertThat(ada.room.state()).isEqualTo(RoomState.DISCONNECTED);
    }

    private record Joined(LiveKitRoom room, Call call) {}

    private Joined join() {
        return join(server.options());
    }

    private Joined join(RoomOptions.Builder options) {
        CompletableFuture<LiveKitRoom> joining = connecting(options);
        Call call = server.next();
        call.send(Script.join("PA_1"));
        LiveKitRoom room = done(joining);
        machine.leaveAfterwards(room);
        return new Joined(room, call);
    }

    private CompletableFuture<LiveKitRoom> connecting(RoomOptions.Builder options) {
        return LiveKitRoom.connect(machine.runtime(), options.build()).toFuture();
    }

    private static LiveKitRoom done(CompletableFuture<LiveKitRoom> joining) {
        return Mono.fromFuture(joining).blockOptional(Machine.PATIENCE).orElseThrow();
    }

    private static List<RoomEvent> events(LiveKitRoom room) {
        return room.events().collectList().blockOptional(Machine.PATIENCE).orElseThrow();
    }

    private static RoomEvent.Disconnected end(LiveKitRoom room) {
        return Machine.await(room.events(), RoomEvent.Disconnected.class, event -> true);
    }

    private static void assertEnd(LiveKitRoom room, DisconnectReason reason) {
        RoomEvent.Disconnected end = end(room);
        assertThat(end.reason()).isEqualTo(reason);
        assertThat(end.error()).isInstanceOf(LiveKitException.Ended.class);
    }
}
