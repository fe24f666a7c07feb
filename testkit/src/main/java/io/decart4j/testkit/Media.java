package io.decart4j.testkit;

import io.decart4j.webrtc.AudioSender;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.VideoSender;
import reactor.core.Disposable;

/** What goes over a peer connection. */
interface Media {

    /** From the first answer on, until the returned is disposed. */
    Disposable start(PeerConnection connection, VideoSender sender);

    /** The same for sound, from the first offer on that has an audio section. */
    Disposable start(PeerConnection connection, AudioSender sender);
}
