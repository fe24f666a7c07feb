package io.decart4j.benchmarks.frames;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A peer connection of the bare library with one video section; every call blocks. */
public final class BarePeer implements AutoCloseable {

    private final CustomVideoSource source = new CustomVideoSource();
    private final RTCPeerConnection connection;
    private final VideoTrack track;
    private final List<RTCIceCandidate> early = new ArrayList<>();
    private boolean described;

    /** Not negotiated yet. */
    public BarePeer(BareFactory factory, Consumer<RTCIceCandidate> onCandidate) {
        RTCConfiguration configuration = new RTCConfiguration();
        configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
        connection = factory.factory().createPeerConnection(configuration, new PeerConnectionObserver() {
            @Override
            public void onIceCandidate(RTCIceCandidate candidate) {
                onCandidate.accept(candidate);
            }
        });
        track = factory.factory().createVideoTrack("video", source);
    }

    /** What it sends. */
    public CustomVideoSource source() {
        return source;
    }

    /** An offer, set; the section receives only unless it {@code sends}. */
    public String offer(boolean sends) {
        if (sends) {
            connection.addTrack(track, List.of("stream"));
        } else {
            RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
            init.direction = RTCRtpTransceiverDirection.RECV_ONLY;
            connection.addTransceiver(track, init);
        }
        return setLocal(created(reply -> connection.createOffer(new RTCOfferOptions(), reply)));
    }

    /** The answer to an offer, both set; the section sends and receives. */
    public String answer(String offer) {
        connection.addTrack(track, List.of("stream"));
        setRemote(new RTCSessionDescription(RTCSdpType.OFFER, offer));
        return setLocal(created(reply -> connection.createAnswer(new RTCAnswerOptions(), reply)));
    }

    /** Sets the answer to its offer. */
    public void accept(String answer) {
        setRemote(new RTCSessionDescription(RTCSdpType.ANSWER, answer));
    }

    /** A candidate of the other end; waits for its description. */
    public synchronized void add(RTCIceCandidate candidate) {
        if (described) {
            connection.addIceCandidate(candidate);
        } else {
            early.add(candidate);
        }
    }

    /** After the descriptions. */
    public void receive(VideoTrackSink sink) {
        for (RTCRtpTransceiver transceiver : connection.getTransceivers()) {
            ((VideoTrack) transceiver.getReceiver().getTrack()).addSink(sink);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private String setLocal(RTCSessionDescription description) {
        set(reply -> connection.setLocalDescription(description, reply));
        return description.sdp;
    }

    private void setRemote(RTCSessionDescription description) {
        set(reply -> connection.setRemoteDescription(description, reply));
        synchronized (this) {
            described = true;
            early.forEach(connection::addIceCandidate);
        }
    }

    private static RTCSessionDescription created(Consumer<CreateSessionDescriptionObserver> step) {
        CompletableFuture<RTCSessionDescription> reply = new CompletableFuture<>();
        step.accept(new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                reply.complete(description);
            }

            @Override
            public void onFailure(String error) {
                reply.completeExceptionally(new IllegalStateException(error));
            }
        });
        return reply.join();
    }

    private static void set(Consumer<SetSessionDescriptionObserver> step) {
        CompletableFuture<Boolean> reply = new CompletableFuture<>();
        step.accept(new SetSessionDescriptionObserver() {
            @Override
            public void onSuccess() {
                reply.complete(true);
            }

            @Override
            public void onFailure(String error) {
                reply.completeExceptionally(new IllegalStateException(error));
            }
        });
        reply.join();
    }
}
