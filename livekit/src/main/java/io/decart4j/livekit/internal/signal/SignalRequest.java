package io.decart4j.livekit.internal.signal;

import io.decart4j.livekit.TrackKind;
import io.decart4j.livekit.TrackSource;
import io.decart4j.webrtc.IceCandidate;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message to the server. */
public sealed interface SignalRequest {

    record Offer(String sdp, int id) implements SignalRequest {}

    record Answer(String sdp, int id) implements SignalRequest {}

    record Trickle(SignalTarget target, IceCandidate candidate) implements SignalRequest {}

    /**
     * A track is about to be offered.
     *
     * @param codec by its MIME subtype, or null when the first offered one may be used
     * @param muted whether it begins muted
     */
    record AddTrack(
            String cid,
            TrackKind kind,
            TrackSource source,
            String name,
            int width,
            int height,
            @Nullable String codec,
            int bitrate,
            boolean muted)
            implements SignalRequest {}

    /** A track that was announced is muted, or is not any more. */
    record Mute(String sid, boolean muted) implements SignalRequest {}

    /**
     * A sign of life.
     *
     * @param rttMillis the last round trip, 0 before there is one
     */
    record Ping(long nowMillis, long rttMillis) implements SignalRequest {}

    record Subscribe(List<String> trackSids, boolean subscribe) implements SignalRequest {}

    /**
     * What this client believes to be in force when it resumes.
     *
     * @param offer the last offer of the server that was answered
     * @param answer the answer to it
     * @param exceptions the tracks for which automatic subscription was overruled
     */
    record SyncState(
            @Nullable Offer offer,
            @Nullable Answer answer,
            List<Published> published,
            List<String> exceptions,
            boolean autoSubscribe)
            implements SignalRequest {}

    /** Goodbye. */
    record Leave() implements SignalRequest {}

    /**
     * A track that the server knows.
     *
     * @param info the server's own description of it, to be given back as it came; read only
     */
    record Published(String cid, String sid, ByteBuffer info) {}
}
