package io.decart4j.reactor;

/**
 * Video frames of a session so far, all attempts together.
 *
 * @param framesSent local frames handed to a connection
 * @param framesReceived remote frames that arrived
 * @param localFramesDropped local frames that were not sent: they came while there was no connection or the session was muted,
 *     beyond the {@linkplain VideoSendParameters#maxFramerate() highest frame rate}, without being asked for, or from a source
 *     that was replaced
 * @param remoteFramesDropped remote frames that a subscriber was too slow for, summed over the subscribers, and those that
 *     the session itself was too slow for; see also {@link RealtimeConnection#frameCounts()}
 * @param width of the last remote frame in pixels, 0 before the first
 * @param height of the last remote frame in pixels, 0 before the first
 */
public record MediaCounters(
        long framesSent,
        long framesReceived,
        long localFramesDropped,
        long remoteFramesDropped,
        int width,
        int height) {}
