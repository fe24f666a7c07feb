package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.ScriptedServer.Call;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import livekit.LivekitRtc;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Whose a room is: the subscriber's, from the moment at which it has it, and then only the subscriber ends it. */
class JoinedRoomTest {

    @RegisterExtension
    final Machine machine = new Machine();

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void closeServer() {
        server.close();
    }

    static Stream<Named<Function<Mono<LiveKitRoom>, Publisher<?>>>> whatCancelsAConnectThatIsComplete() {
        return Stream.of(
                Named.of(
                        "flatMapMany(events).take(1)",
                        connect -> connect.flatMapMany(LiveKitRoom::events).take(1)),
                Named.of("Flux.next", connect -> Flux.from(connect).next()),
                Named.of("Flux.take(1)", connect -> Flux.from(connect).take(1)),
                Named.of(
                        "when.take", connect -> Mono.when(connect, Mono.never()).take(Duration.ofMillis(500))),
                Named.of(
                        "timeout of what follows",
                        connect -> connect.flatMap(room -> Mono.never()).timeout(Duration.ofMillis(500), Mono.empty())),
                Named.of("switchMap", JoinedRoomTest::switched));
    }

    private static Publisher<?> switched(Mono<LiveKitRoom> connect) {
        Sinks.Many<Mono<LiveKitRoom>> sources = Sinks.many().unicast().onBackpressureBuffer();
        sources.tryEmitNext(connect.doOnNext(room -> {
            sources.tryEmitNext(Mono.empty());
            sources.tryEmitComplete();
        }));
        return sources.asFlux().switchMap(source -> source);
    }

    @ParameterizedTest
    @MethodSource("whatCancelsAConnectThatIsComplete")
    void aCancelAfterTheRoomWasHandedOverDoesNothing(Function<Mono<LiveKitRoom>, Publisher<?>> operators) {
        AtomicReference<@Nullable LiveKitRoom> kept = new AtomicReference<>();
        CompletableFuture<Void> done = Flux.from(operators.apply(
                        LiveKitRoom.connect(machine.runtime(), server.options().build())
                                .doOnNext(kept::set)))
                .then()
                .toFuture();
        Call call = server.next();
        call.send(Script.join("PA_1"));
        assertThat(done).succeedsWithin(Machine.PATIENCE);
        LiveKitRoom room = Objects.requireNonNull(kept.get());
        machine.leaveAfterwards(room);

        assertStays(room, call);
    }

    @Test
    void aTrackThatWasHandedOverStaysPublished() {
        LiveKitRoom room = join();
        Call call = server.next();
        AtomicReference<@Nullable LocalVideoTrack> kept = new AtomicReference<>();
        Sinks.Empty<Void> stop = Sinks.empty();
        CompletableFuture<Void> done = room.publishVideo(VideoPublishOptions.camera(320, 180))
                .doOnNext(kept::set)
                .flatMap(track -> Mono.<Void>never())
                .takeUntilOther(stop.asMono())
                .toFuture();
        LivekitRtc.AddTrackRequest request =
                call.await(LivekitRtc.SignalRequest::hasAddTrack).getAddTrack();
        call.send(Script.published(request, "TR_1"));
        call.send(Script.answer(
                machine.answer(call.await(LivekitRtc.SignalRequest::hasOffer)
                        .getOffer()
                        .getSdp()),
                1));
        Machine.until(() -> kept.get() != null);

        stop.tryEmitEmpty();

        assertThat(done).succeedsWithin(Machine.PATIENCE);
        assertStays(room, call);
        assertThat(Objects.requireNonNull(kept.get()).sid()).contains("TR_1");
    }

    @Test
    void twoSubscribersAreTwoRooms() {
        Mono<LiveKitRoom> connect =
                LiveKitRoom.connect(machine.runtime(), server.options().build());
        CompletableFuture<LiveKitRoom> one = connect.toFuture();
        server.next().send(Script.join("PA_1"));
        CompletableFuture<LiveKitRoom> other = connect.toFuture();
        server.next().send(Script.join("PA_2"));
        machine.leaveAfterwards(one.join());
        machine.leaveAfterwards(other.join());

        assertThat(one.join().participantSid()).isEqualTo("PA_1");
        assertThat(other.join().participantSid()).isEqualTo("PA_2");
        assertThat(server.open()).isEqualTo(2);
    }

    @Test
    void leavingInTheMiddleOfAJoinCompletesWhenEverythingIsClosed() {
        WebRtcRuntime runtime = machine.runtime();
        LiveKitRoom room = LiveKitRoom.of(runtime, server.options().build());
        Disposable joining = room.join().subscribe(joined -> {}, e -> {});
        Call call = server.next();
        LivekitRtc.SignalResponse.Builder join = Script.join("PA_1", 1, 0);
        join.getJoinBuilder().setSubscriberPrimary(true);
        call.send(join);
        call.await(LivekitRtc.SignalRequest::hasPingReq);
        assertThat(runtime.openPeerConnections()).isEqualTo(2);
        joining.dispose();

        room.leave().block(Machine.PATIENCE);

        assertThat(runtime.openPeerConnections()).isZero();
        assertThat(call.closeCode()).isEqualTo(1000);
        assertThat(room.state()).isEqualTo(RoomState.DISCONNECTED);
    }

    @Test
    void aRoomThatWasLeftBeforeItWasJoinedIsNotJoined() {
        LiveKitRoom room = LiveKitRoom.of(machine.runtime(), server.options().build());
        room.leave().block(Machine.PATIENCE);

        StepVerifier.create(room.join())
                .expectError(LiveKitException.Closed.class)
                .verify(Machine.PATIENCE);
        assertThat(server.hasAnother()).isFalse();
    }

    /** By what the room still hears, so that a goodbye that had begun would be seen. */
    private static void assertStays(LiveKitRoom room, Call call) {
        call.send(Script.update(Script.participant("PA_2", "bob")));
        Machine.until(() -> room.participants().size() == 1);
        assertThat(room.state()).isEqualTo(RoomState.CONNECTED);
        call.send(Script.update(Script.participant("PA_3", "eve")));
        Machine.until(() -> room.participants().size() == 2);
        assertThat(room.state()).isEqualTo(RoomState.CONNECTED);
    }

    private LiveKitRoom join() {
        CompletableFuture<LiveKitRoom> joining =
                LiveKitRoom.connect(machine.runtime(), server.options().build()).toFuture();
        server.peek().send(Script.join("PA_1"));
        LiveKitRoom room = joining.join();
        machine.leaveAfterwards(room);
        return room;
    }
}
