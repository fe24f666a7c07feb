package io.decart4j.internal.session;

/**
 * When a description may be applied, after the offer/answer rule of W3C WebRTC. An answer counts only while an own
 * offer waits for one; a server's offer that crosses an own one is ignored, because the client's wins. Thread-safe: what
 * is sent and what arrives belong to different threads.
 */
public final class Negotiation {

    private boolean offered;
    private boolean described;

    /** An own offer goes out. */
    public synchronized void offered() {
        offered = true;
    }

    /** Whether an answer that has just arrived is to be applied; stale and duplicate ones are not. */
    public synchronized boolean takesAnswer() {
        boolean takes = offered;
        offered = false;
        described |= takes;
        return takes;
    }

    /** Whether an offer of the server that has just arrived is to be answered. */
    public synchronized boolean takesOffer() {
        return described && !offered;
    }
}
