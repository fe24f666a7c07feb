package io.decart4j.livekit;

import io.decart4j.flow.MonotonicTime;
import io.decart4j.stats.ReceiverReports;
import io.decart4j.webrtc.PeerConnection;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks once a second, as soon as there is a track, whether what is sent arrives and what is received goes on. */
final class MediaWatch {

    private static final Duration LOOKS = Duration.ofSeconds(1);

    private final PeerConnection sending;
    private final LocalTracks local;
    private final RoomModel remote;
    private final ReceiverReports reports = new ReceiverReports();

    MediaWatch(PeerConnection sending, LocalTracks local, RoomModel remote) {
        this.sending = sending;
        this.local = local;
        this.remote = remote;
    }

    /** Never completes and never fails: what cannot be found out changes nothing. */
    Mono<Void> run() {
        Mono<Void> any =
                Mono.firstWithSignal(local.first(), remote.tracks().next().then());
        return any.thenMany(Flux.interval(LOOKS))
                .onBackpressureDrop()
                .concatMap(tick -> look().onErrorComplete(), 1)
                .then();
    }

    private Mono<Void> look() {
        return Mono.defer(() -> {
            remote.look(MonotonicTime.nanos());
            return local.isSending()
                    ? sending.outboundStats()
                            .doOnNext(report -> local.stalled(reports.isStalled(report, MonotonicTime.nanos())))
                            .then()
                    : Mono.empty();
        });
    }
}
