package io.decart4j.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A stand-in for a browser that sends sound and a silent camera, straight on webrtc-java. */
final class Microphone implements PeerConnectionObserver, AutoCloseable {

    final CountDownLatch connected = new CountDownLatch(1);
    private final PeerConnection to;
    private final HeadlessAudioDeviceModule module = new HeadlessAudioDeviceModule();
    private final PeerConnectionFactory factory;
    private final RTCPeerConnection connection;
    private final CustomAudioSource sound = new CustomAudioSource();
    private final CustomVideoSource camera = new CustomVideoSource();
    private final AudioTrack audio;
    private final VideoTrack video;
    private final List<NativeReference> senders;

    Microphone(PeerConnection to) {
        this.to = to;
        // Started as in Engine.
        module.initRecording();
        module.startRecording();
        factory = new PeerConnectionFactory(module);
        connection = factory.createPeerConnection(new RTCConfiguration(), this);
        audio = factory.createAudioTrack("microphone", sound);
        video = factory.createVideoTrack("camera", camera);
        senders = List.of(
                NativeReference.adopt(connection.addTrack(audio, List.of("browser"))),
                NativeReference.adopt(connection.addTrack(video, List.of("browser"))));
    }

    /** Gives the answer. */
    String call() {
        String offer = SdpReply.await("offer", reply -> connection.createOffer(new RTCOfferOptions(), reply));
        set(RTCSdpType.OFFER, offer);
        String answer = to.answer(offer).blockOptional(Pair.LIMIT).orElseThrow();
        SdpReply.await(
                "remote",
                reply -> connection.setRemoteDescription(new RTCSessionDescription(RTCSdpType.ANSWER, answer), reply));
        return answer;
    }

    void tenMilliseconds() {
        sound.pushAudio(new byte[960], 16, 48000, 1, 480);
    }

    Mono<Long> packetsSent() {
        return Mono.<RTCStatsReport>create(sink -> connection.getStats(sink::success))
                .map(report -> report.getStats().values().stream()
                        .filter(stats -> stats.getType() == RTCStatsType.OUTBOUND_RTP)
                        .filter(stats -> "audio".equals(stats.getAttributes().get("kind")))
                        .mapToLong(stats ->
                                stats.getAttributes().get("packetsSent") instanceof Number sent ? sent.longValue() : 0)
                        .sum());
    }

    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {
        Pair.trickle(Flux.just(IceCandidate.of(candidate)), to);
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState state) {
        if (state == RTCPeerConnectionState.CONNECTED) {
            connected.countDown();
        }
    }

    @Override
    public void close() {
        NativeReference reference = NativeReference.adopt(connection);
        connection.close();
        senders.forEach(NativeReference::release);
        reference.release();
        audio.dispose();
        sound.dispose();
        video.dispose();
        camera.dispose();
        factory.dispose();
        module.dispose();
    }

    private void set(RTCSdpType type, String sdp) {
        SdpReply.await("local", reply -> connection.setLocalDescription(new RTCSessionDescription(type, sdp), reply));
    }
}
