package io.decart4j.media;

/**
 * What became of the frames for a subscription, or for several together. Each frame that was offered and waits no more was
 * delivered, dropped or discarded, once.
 *
 * @param offered frames that came while there was a subscription; one frame for two subscriptions counts twice
 * @param delivered frames handed to a subscriber, who then owns them
 * @param dropped frames that had to go because the subscriber was too slow, or that came between two samples
 * @param discarded frames that still waited when the subscription was cancelled or ended
 */
public record FrameCounts(long offered, long delivered, long dropped, long discarded) {

    /** Nothing yet. */
    public static final FrameCounts NONE = new FrameCounts(0, 0, 0, 0);

    /** Frames that wait to be delivered. */
    public long waiting() {
        return offered - delivered - dropped - discarded;
    }

    /** Both together. */
    public FrameCounts plus(FrameCounts other) {
        return new FrameCounts(
                offered + other.offered,
                delivered + other.delivered,
                dropped + other.dropped,
                discarded + other.discarded);
    }
}
