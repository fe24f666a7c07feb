package io.decart4j.webrtc;

import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpCodecCapability;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCStatsCollectorCallback;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The native connection and everything native that hangs on it. Only used on the native thread, so without locks. */
final class NativePeer {

    private static final Logger LOG = LoggerFactory.getLogger(NativePeer.class);

    /** Each costs native memory and packets to an address of the other side's choice; there are never this many. */
    private static final int MAX_CANDIDATES = 1024;

    private final Engine engine;
    private final PeerObserver observer;
    private final RemoteTracks<VideoTrack> remoteVideo;
    private final RemoteTracks<AudioTrack> remoteAudio;
    private final RTCPeerConnection connection;
    private final LocalTracks localTracks;
    private final List<IceCandidate> waiting = new ArrayList<>();
    private int candidates;
    private boolean remoteDescribed;
    private boolean wantsAudio;
    private boolean closed;

    NativePeer(Engine engine, PeerOptions options, PeerSignals signals, RemoteMedia remote) {
        this.engine = engine;
        this.observer = new PeerObserver(signals);
        this.remoteVideo = new RemoteVideo(remote.videoRoutes()).tracks();
        this.remoteAudio = new RemoteAudio(remote.audioRoutes()).tracks();
        this.connection = engine.factory().createPeerConnection(options.toNative(), observer);
        this.localTracks = new LocalTracks(engine.factory(), connection);
    }

    VideoSender sendVideo(String label) {
        requireOpen("send video");
        SdpText.requireLabel(label);
        return localTracks.sendVideo(label);
    }

    VideoSender sendVideo(String label, VideoEncoding encoding) {
        requireOpen("send video");
        SdpText.requireLabel(label);
        return localTracks.sendVideo(label, encoding, RTCRtpTransceiverDirection.SEND_ONLY, engine.videoCodecs());
    }

    VideoSender exchangeVideo(String label, VideoEncoding encoding) {
        requireOpen("exchange video");
        SdpText.requireLabel(label);
        return localTracks.sendVideo(label, encoding, RTCRtpTransceiverDirection.SEND_RECV, engine.videoCodecs());
    }

    void stopSending(Object sender) {
        requireOpen("stop sending");
        localTracks.stopSending(sender);
        engine.keepRecording();
    }

    void useIceServers(PeerOptions options) {
        requireOpen("use ICE servers");
        connection.setConfiguration(options.toNative());
    }

    void receiveVideo() {
        requireOpen("receive video");
        localTracks.receiveVideo();
    }

    AudioSender sendAudio(String label) {
        requireOpen("send audio");
        SdpText.requireLabel(label);
        wantsAudio = true;
        return localTracks.sendAudio(label);
    }

    void receiveAudio() {
        requireOpen("receive audio");
        wantsAudio = true;
        localTracks.receiveAudio();
    }

    void answerAudio() {
        wantsAudio = true;
    }

    void preferVideoCodec(String subtype) {
        requireOpen("prefer video codec");
        RTCRtpTransceiver video = Stream.of(connection.getTransceivers())
                .filter(transceiver -> transceiver.getReceiver().getTrack() instanceof VideoTrack)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("prefer video codec: there is no video yet"));
        List<RTCRtpCodecCapability> codecs = CodecOrder.prefer(subtype, engine.videoCodecs());
        video.setCodecPreferences(codecs);
    }

    String createOffer(boolean iceRestart) {
        requireOpen("create offer");
        RTCOfferOptions options = new RTCOfferOptions();
        options.iceRestart = iceRestart;
        return SdpReply.await("create offer", reply -> connection.createOffer(options, reply));
    }

    String setLocal(RTCSdpType type, String sdp) {
        String step = "set local description";
        requireOpen(step);
        SdpText.requireDescription("a local description", sdp);
        RTCSessionDescription description = new RTCSessionDescription(type, GoogleHints.removed(sdp));
        describe(step, reply -> connection.setLocalDescription(description, reply));
        return sdp;
    }

    void setRemote(RTCSdpType type, String sdp) {
        String step = "set remote description";
        requireOpen(step);
        SdpText.requireDescription("a remote description", sdp);
        RTCSessionDescription description = new RTCSessionDescription(type, sdp);
        describe(step, reply -> connection.setRemoteDescription(description, reply));
        remoteDescribed = true;
        candidates = waiting.size();
        for (IceCandidate candidate : waiting) {
            // As in a browser, a bad candidate costs that candidate and not the session.
            try {
                connection.addIceCandidate(candidate.toNative());
            } catch (RuntimeException | Error e) {
                LOG.warn("{}", NativeThread.failure("add waiting candidate", e).getMessage());
            }
        }
        waiting.clear();
    }

    String answer(String offer) {
        setRemote(RTCSdpType.OFFER, offer);
        if (!wantsAudio) {
            refuseAudio();
        }
        String answer =
                SdpReply.await("create answer", reply -> connection.createAnswer(new RTCAnswerOptions(), reply));
        return setLocal(RTCSdpType.ANSWER, answer);
    }

    void addCandidate(IceCandidate candidate) {
        requireOpen("add candidate");
        if (candidate.candidate().isBlank()) {
            return;
        }
        SdpText.requireCandidate(candidate);
        if (++candidates > MAX_CANDIDATES) {
            throw new IllegalStateException("the other side names more than " + MAX_CANDIDATES + " candidates");
        }
        if (remoteDescribed) {
            connection.addIceCandidate(candidate.toNative());
        } else {
            waiting.add(candidate);
        }
    }

    void stats(RTCStatsCollectorCallback callback) {
        requireOpen("get stats");
        connection.getStats(callback);
    }

    /** The one order that ends cleanly; a second call does nothing. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        observer.clear();
        localTracks.stop();
        Teardown.step("remove video sinks", remoteVideo::detachAll);
        Teardown.step("remove audio sinks", remoteAudio::detachAll);
        NativeReference reference = NativeReference.adopt(connection);
        Teardown.step("close connection", connection::close);
        Teardown.step("keep recording", engine::keepRecording);
        localTracks.releaseHolders();
        Teardown.step("release connection", reference::release);
        localTracks.dispose();
        waiting.clear();
    }

    private void describe(String step, Consumer<SdpReply> call) {
        localTracks.pauseAudio(true);
        try {
            SdpReply.await(step, call);
        } finally {
            localTracks.pauseAudio(false);
            engine.keepRecording();
        }
        remoteVideo.follow(connection);
        remoteAudio.follow(connection);
    }

    /** A microphone in the offer is answered, but nobody here would listen. */
    private void refuseAudio() {
        for (RTCRtpTransceiver transceiver : connection.getTransceivers()) {
            if (transceiver.getReceiver().getTrack() instanceof AudioTrack && !transceiver.stopped()) {
                transceiver.setDirection(RTCRtpTransceiverDirection.INACTIVE);
            }
        }
    }

    private void requireOpen(String step) {
        if (closed) {
            throw new WebRtcException(step, "the connection is closed");
        }
    }
}
