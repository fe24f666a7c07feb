package io.decart4j.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.internal.NativeObject;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The tracks that this side created, and what must be undone for each. Only used on the native thread. */
final class LocalTracks {

    /**
     * @param holder the sender or transceiver that webrtc-java never releases
     * @param stop stops feeding the source
     * @param disposeSource gives the source back, once the track is gone
     */
    private record Local(MediaStreamTrack track, NativeReference holder, Runnable stop, Runnable disposeSource) {}

    private final PeerConnectionFactory factory;
    private final RTCPeerConnection connection;
    private final List<Local> tracks = new ArrayList<>();
    private final List<AudioSender> audio = new ArrayList<>();

    LocalTracks(PeerConnectionFactory factory, RTCPeerConnection connection) {
        this.factory = factory;
        this.connection = connection;
    }

    VideoSender sendVideo(String label) {
        CustomVideoSource source = new CustomVideoSource();
        VideoSender sender = new VideoSender(source);
        MediaStreamTrack track = factory.createVideoTrack(label, source);
        add(track, sender::stop, source::dispose, () -> connection.addTrack(track, List.of(label)));
        return sender;
    }

    /** A transceiver is made from a track and not from a kind: this one is never fed. */
    void receiveVideo() {
        CustomVideoSource source = new CustomVideoSource();
        MediaStreamTrack track = factory.createVideoTrack("receive-video", source);
        add(track, () -> {}, source::dispose, () -> connection.addTransceiver(track, receiveOnly()));
    }

    void receiveAudio() {
        CustomAudioSource source = new CustomAudioSource();
        MediaStreamTrack track = factory.createAudioTrack("receive-audio", source);
        add(track, () -> {}, source::dispose, () -> connection.addTransceiver(track, receiveOnly()));
    }

    AudioSender sendAudio(String label) {
        CustomAudioSource source = new CustomAudioSource();
        AudioSender sender = new AudioSender(source);
        MediaStreamTrack track = factory.createAudioTrack(label, source);
        add(track, sender::stop, source::dispose, () -> connection.addTrack(track, List.of(label)));
        audio.add(sender);
        return sender;
    }

    /** Around a description, which may connect or disconnect a source that somebody pushes into. */
    void pauseAudio(boolean pause) {
        audio.forEach(sender -> sender.pause(pause));
    }

    /** First part of an ending, before the connection closes. */
    void stop() {
        tracks.forEach(track -> Teardown.step("stop sender", track.stop()));
    }

    /** Second part, after the connection has closed and while its reference still holds it. */
    void releaseHolders() {
        tracks.forEach(track -> Teardown.step("release sender", track.holder()::release));
    }

    /** Last part, when nothing native refers to the tracks any more. */
    void dispose() {
        for (Local local : tracks) {
            Teardown.step("dispose track", local.track()::dispose);
            Teardown.step("dispose source", local.disposeSource());
        }
        tracks.clear();
    }

    private void add(
            MediaStreamTrack track, Runnable stop, Runnable disposeSource, Supplier<? extends NativeObject> addition) {
        try {
            tracks.add(new Local(track, NativeReference.adopt(addition.get()), stop, disposeSource));
        } catch (RuntimeException | Error e) {
            Teardown.step("dispose track", track::dispose);
            Teardown.step("dispose source", disposeSource);
            throw e;
        }
    }

    private static RTCRtpTransceiverInit receiveOnly() {
        RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
        init.direction = RTCRtpTransceiverDirection.RECV_ONLY;
        return init;
    }
}
