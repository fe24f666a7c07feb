package io.decart4j.reactor;

import io.decart4j.message.ServerMessage;
import io.decart4j.reactor.internal.media.room.JoinedRoom;
import io.decart4j.reactor.internal.media.room.RoomMedia;
import io.decart4j.stats.StatsReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The room of one connection as a test plays it, without a LiveKit server. */
final class ScriptedRoom implements RoomMedia, JoinedRoom {

    final List<ServerMessage.LivekitRoomInfo> asked = new CopyOnWriteArrayList<>();
    final List<Boolean> mutes = new CopyOnWriteArrayList<>();
    private final Sinks.Empty<Void> entry = Sinks.empty();
    private final Sinks.Empty<Void> published = Sinks.empty();
    private final Sinks.Empty<Void> end = Sinks.empty();
    final Sinks.Many<Boolean> stalls = Sinks.many().unicast().onBackpressureBuffer();
    private final Sinks.Empty<Void> media = Sinks.empty();
    private volatile Runnable onFrame = () -> {};
    volatile boolean cancelledWhileJoining;
    volatile boolean publishing;
    volatile boolean left;
    /** When leaving is over. */
    volatile Mono<Void> gone = Mono.empty();

    void joined() {
        entry.tryEmitEmpty();
    }

    void refused(Throwable error) {
        entry.tryEmitError(error);
    }

    void published() {
        published.tryEmitEmpty();
    }

    void notPublished(Throwable error) {
        published.tryEmitError(error);
    }

    void ends(Throwable error) {
        end.tryEmitError(error);
    }

    void frame() {
        onFrame.run();
    }

    @Override
    public JoinedRoom enter(ServerMessage.LivekitRoomInfo room) {
        asked.add(room);
        return this;
    }

    @Override
    public Mono<Void> join() {
        return entry.asMono().doOnCancel(() -> cancelledWhileJoining = true);
    }

    @Override
    public Mono<Void> publish() {
        return published.asMono().doOnSubscribe(s -> publishing = true);
    }

    @Override
    public Mono<Void> mute(boolean muted) {
        return Mono.fromRunnable(() -> mutes.add(muted));
    }

    @Override
    public Mono<Void> receive(Runnable each) {
        onFrame = each;
        return media.asMono();
    }

    @Override
    public Flux<Boolean> sendingStalls() {
        return stalls.asFlux();
    }

    @Override
    public Mono<Void> end() {
        return end.asMono();
    }

    @Override
    public Mono<Duration> roundTripTime() {
        return Mono.just(Duration.ofMillis(7));
    }

    @Override
    public Mono<StatsReport> stats() {
        return Mono.just(new StatsReport("room", List.of()));
    }

    @Override
    public Mono<Void> leave() {
        return Mono.<Void>fromRunnable(() -> left = true).then(gone);
    }
}
