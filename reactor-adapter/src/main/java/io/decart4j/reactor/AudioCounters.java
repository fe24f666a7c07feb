package io.decart4j.reactor;

/**
 * Audio frames of a session so far, all attempts together.
 *
 * @param framesSent local frames handed to a connection
 * @param framesReceived remote frames that arrived, 10 ms each, silence included
 * @param localFramesDropped local frames that came while there was no connection or the session was muted
 * @param remoteFramesDropped remote frames that a subscriber was too slow for, summed over the subscribers
 */
public record AudioCounters(long framesSent, long framesReceived, long localFramesDropped, long remoteFramesDropped) {}
