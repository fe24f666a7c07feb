package io.decart4j.reactor.internal.media.direct;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.flow.FirstFailure;
import io.decart4j.flow.MonotonicTime;
import io.decart4j.flow.TimeLimits;
import io.decart4j.quality.Preflight;
import io.decart4j.quality.PreflightReport;
import io.decart4j.webrtc.IceCandidate;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks ICE servers for candidates with a peer connection that is then thrown away, and times the first answer. */
public final class ConnectivityCheck {

    public static final Duration LIMIT = Duration.ofSeconds(5);

    private final WebRtcRuntime runtime;
    private final PeerOptions options;
    private final Duration limit;

    public ConnectivityCheck(WebRtcRuntime runtime, PeerOptions options, Duration limit) {
        if (options.iceServers().isEmpty()) {
            throw InvalidOptionException.of(
                    "iceServers",
                    "takes at least one STUN or TURN server to ask, and this client has none of its own: give it some with "
                            + "DecartClient.builder().iceServers(…) or checkConnectivity(servers, limit)");
        }
        this.runtime = runtime;
        this.options = options;
        this.limit = TimeLimits.positive("limit", limit);
    }

    public Mono<PreflightReport> run() {
        return Mono.usingWhen(
                        runtime.open(options),
                        this::gather,
                        PeerConnection::close,
                        (peer, error) -> peer.close(),
                        PeerConnection::close)
                .onErrorMap(DirectMediaLink::failure);
    }

    /** Ends with the first reflexive candidate: what comes later changes nothing. */
    private Mono<PreflightReport> gather(PeerConnection peer) {
        AtomicLong began = new AtomicLong(MonotonicTime.nanos());
        Mono<String> offer = peer.receiveVideo().then(peer.offer(sdp -> {
            began.set(MonotonicTime.nanos()); // what is edited is set next, and that begins the search
            return Mono.just(sdp);
        }));
        Flux<Found> found =
                peer.candidates().map(candidate -> Found.of(candidate, MonotonicTime.nanos() - began.get()));
        return FirstFailure.merge(found, offer.then(Mono.<Found>empty()))
                .takeUntil(Found::isReflexive)
                .take(limit)
                .collectList()
                .map(ConnectivityCheck::verdict);
    }

    private static PreflightReport verdict(List<Found> all) {
        Double millis = all.stream()
                .filter(Found::isReflexive)
                .map(found -> found.nanos() / 1e6)
                .findFirst()
                .orElse(null);
        return Preflight.basic(all.stream().map(Found::type).toList(), millis);
    }

    private record Found(String type, long nanos) {

        static Found of(IceCandidate candidate, long nanos) {
            return new Found(candidate.type(), nanos);
        }

        boolean isReflexive() {
            return type.equals("srflx");
        }
    }
}
