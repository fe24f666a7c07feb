package io.decart4j.webrtc;

import dev.onvoid.webrtc.media.MediaStreamTrack;

/**
 * A track that this side created, and what must be undone for it: before the connection closes, after it, and when no native object
 * refers to the track any more.
 *
 * @param track the track
 * @param holder the sender or transceiver that webrtc-java never releases
 * @param stop stops feeding the track
 * @param disposeSource gives the source back, once the track is gone
 */
record LocalTrack(MediaStreamTrack track, NativeReference holder, Runnable stop, Runnable disposeSource) {}
