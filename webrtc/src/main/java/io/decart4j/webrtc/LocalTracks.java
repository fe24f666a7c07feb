package io.decart4j.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpCodecCapability;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.internal.NativeObject;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The tracks that this side created, and what must be undone for each. Only used on the native thread. */
final class LocalTracks {

    /**
     * @param holder the sender or transceiver that webrtc-java never releases
     * @param stop stops feeding the source
     * @param disposeSource gives the source back, once the track is gone
     */
    private record Local(MediaStreamTrack track, NativeReference holder, Runnable stop, Runnable disposeSource) {}

    /** What it takes to take one track away. */
    private record Removal(MediaStreamTrack track, Supplier<RTCRtpSender> sender) {}

    private final PeerConnectionFactory factory;
    private final RTCPeerConnection connection;
    private final List<Local> tracks = new ArrayList<>();
    private final Map<Object, Removal> removals = new HashMap<>();
    private final List<AudioSender> audio = new ArrayList<>();

    LocalTracks(PeerConnectionFactory factory, RTCPeerConnection connection) {
        this.factory = factory;
        this.connection = connection;
    }

    VideoSender sendVideo(String label) {
        CustomVideoSource source = new CustomVideoSource();
        VideoSender sender = new VideoSender(source, null);
        MediaStreamTrack track = factory.createVideoTrack(label, source);
        add(track, sender::stop, source::dispose, () -> {
            RTCRtpSender added = connection.addTrack(track, List.of(label));
            removals.put(sender, new Removal(track, () -> added));
            return added;
        });
        return sender;
    }

    /** In a section of its own. */
    VideoSender sendVideo(
            String label,
            VideoEncoding encoding,
            RTCRtpTransceiverDirection direction,
            List<RTCRtpCodecCapability> codecs) {
        RTCRtpTransceiverInit init = init(direction);
        init.streamIds = List.of(label);
        init.sendEncodings = List.of(encoding.toNative());
        List<RTCRtpCodecCapability> preferred =
                encoding.codec() == null ? codecs : CodecOrder.prefer(encoding.codec(), codecs);
        CustomVideoSource source = new CustomVideoSource();
        VideoSender sender = new VideoSender(source, encoding.maxFramerate());
        MediaStreamTrack track = factory.createVideoTrack(label, source);
        add(track, sender::stop, source::dispose, () -> {
            RTCRtpTransceiver transceiver = connection.addTransceiver(track, init);
            transceiver.setCodecPreferences(preferred);
            removals.put(sender, new Removal(track, transceiver::getSender));
            return transceiver;
        });
        return sender;
    }

    /** The connection goes on without the track of this sender. */
    void stopSending(Object sender) {
        Removal removal = removals.remove(sender);
        if (removal == null) {
            return;
        }
        if (sender instanceof AudioSender sound) {
            audio.remove(sound);
        }
        tracks.removeIf(local -> {
            boolean found = local.track() == removal.track();
            if (found) {
                Teardown.step("stop sender", local.stop());
                Teardown.step(
                        "remove track",
                        () -> connection.removeTrack(removal.sender().get()));
                Teardown.step("release sender", local.holder()::release);
                Teardown.step("dispose track", local.track()::dispose);
                Teardown.step("dispose source", local.disposeSource());
            }
            return found;
        });
    }

    /** A transceiver is made from a track and not from a kind: this one is never fed. */
    void receiveVideo() {
        CustomVideoSource source = new CustomVideoSource();
        MediaStreamTrack track = factory.createVideoTrack("receive-video", source);
        add(
                track,
                () -> {},
                source::dispose,
                () -> connection.addTransceiver(track, init(RTCRtpTransceiverDirection.RECV_ONLY)));
    }

    void receiveAudio() {
        CustomAudioSource source = new CustomAudioSource();
        MediaStreamTrack track = factory.createAudioTrack("receive-audio", source);
        add(
                track,
                () -> {},
                source::dispose,
                () -> connection.addTransceiver(track, init(RTCRtpTransceiverDirection.RECV_ONLY)));
    }

    AudioSender sendAudio(String label) {
        CustomAudioSource source = new CustomAudioSource();
        AudioSender sender = new AudioSender(source);
        MediaStreamTrack track = factory.createAudioTrack(label, source);
        add(track, sender::stop, source::dispose, () -> {
            RTCRtpSender added = connection.addTrack(track, List.of(label));
            removals.put(sender, new Removal(track, () -> added));
            return added;
        });
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
        removals.clear();
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

    private static RTCRtpTransceiverInit init(RTCRtpTransceiverDirection direction) {
        RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
        init.direction = direction;
        return init;
    }
}
