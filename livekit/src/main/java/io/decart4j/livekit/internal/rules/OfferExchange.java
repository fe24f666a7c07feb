package io.decart4j.livekit.internal.rules;

import io.decart4j.webrtc.IceCandidate;
import java.util.ArrayList;
import java.util.List;

/**
 * The offers of this side, numbered, one at a time; and the candidates that must wait for the answer, because the media
 * library would count them to the description before.
 */
public final class OfferExchange {

    private final List<IceCandidate> held = new ArrayList<>();
    private int latest;
    private boolean waiting;

    /** The number of the next offer; an unanswered one before is void. */
    public synchronized int offer() {
        held.clear();
        waiting = true;
        return ++latest;
    }

    /** Whether this is the answer that is waited for; 0 is from servers that do not number. */
    public synchronized boolean isAnswer(int id) {
        return waiting && (id == 0 || id == latest);
    }

    /** Whether the candidate is kept until {@link #answered()}. */
    public synchronized boolean hold(IceCandidate candidate) {
        if (waiting) {
            held.add(candidate);
        }
        return waiting;
    }

    /** The answer is in force: what waited for it. */
    public synchronized List<IceCandidate> answered() {
        waiting = false;
        List<IceCandidate> released = List.copyOf(held);
        held.clear();
        return released;
    }
}
