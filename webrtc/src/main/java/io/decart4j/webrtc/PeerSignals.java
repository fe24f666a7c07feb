package io.decart4j.webrtc;

import io.decart4j.flow.FinishingScheduler;
import io.decart4j.webrtc.PeerChange.Machine;
import java.util.EnumMap;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** States and local candidates on their way from the native threads to {@code Schedulers.parallel()}. */
final class PeerSignals {

    private final Sinks.Many<PeerState> states = Sinks.many().replay().latest();
    private final Sinks.Many<IceCandidate> candidates = Sinks.many().unicast().onBackpressureBuffer();
    private final Sinks.Many<IceCandidate> trickle = Sinks.many().unicast().onBackpressureBuffer();
    private final Sinks.Many<PeerChange> changes = Sinks.many().multicast().directBestEffort();
    private final Map<Machine, String> machines = new EnumMap<>(Machine.class);
    private PeerState last = PeerState.NEW;
    private boolean gathered;

    PeerSignals() {
        states.tryEmitNext(PeerState.NEW).orThrow();
    }

    // Synchronised because closing emits from another thread than the native callbacks; subscribers run behind a hop.
    synchronized void state(PeerState state) {
        if (state != last && last != PeerState.CLOSED) {
            last = state;
            states.tryEmitNext(state);
        }
    }

    synchronized void changed(Machine machine, String state) {
        String before = machines.getOrDefault(machine, machine.initial());
        if (!state.equals(before)) {
            machines.put(machine, state);
            changes.tryEmitNext(new PeerChange(machine, before, state));
        }
    }

    synchronized void candidate(IceCandidate candidate) {
        trickle.tryEmitNext(candidate);
        if (!gathered) {
            candidates.tryEmitNext(candidate);
        }
    }

    synchronized void gathered() {
        if (!gathered) {
            gathered = true;
            candidates.tryEmitComplete();
        }
    }

    synchronized void closed() {
        state(PeerState.CLOSED);
        states.tryEmitComplete();
        trickle.tryEmitComplete();
        changes.tryEmitComplete();
        gathered();
    }

    Flux<PeerState> states() {
        return states.asFlux().publishOn(FinishingScheduler.parallel());
    }

    Flux<PeerChange> changes() {
        return changes.asFlux().publishOn(FinishingScheduler.parallel());
    }

    Flux<IceCandidate> trickle() {
        return trickle.asFlux().publishOn(FinishingScheduler.parallel());
    }

    Flux<IceCandidate> candidates() {
        return candidates.asFlux().publishOn(FinishingScheduler.parallel());
    }
}
