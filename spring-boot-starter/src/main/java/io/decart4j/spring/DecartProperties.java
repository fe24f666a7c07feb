package io.decart4j.spring;

import io.decart4j.input.Speed;
import io.decart4j.reactor.DegradationPreference;
import io.decart4j.reactor.Transport;
import io.decart4j.reactor.VideoCodec;
import io.decart4j.reactor.WhileReconnecting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties under {@code decart}.
 *
 * @param apiKey Permanent key or client token. By default the environment variable DECART_API_KEY.
 * @param baseUrl Where client tokens are made, an https URL. By default https://api.decart.ai.
 * @param realtimeBaseUrl Where sessions are opened, a wss URL. By default wss://api.decart.ai.
 * @param platformUrl Who signs client tokens, an https URL. By default https://platform.decart.ai.
 * @param allowInsecure Whether ws and http may go to other hosts than this one; the key then travels in the clear.
 * @param integration What this application calls itself in the User-Agent: printable ASCII.
 * @param iceServers STUN and TURN servers. By default the official clients' STUN server, and none for a server on this host.
 * @param relayOnly Whether media go through a TURN server only.
 * @param requireMedia Whether the application refuses to start where the native media library cannot be loaded.
 * @param shutdownTimeout How long sessions may take to end before the context closes.
 * @param transport How media travel: through a LiveKit room, or over a direct peer connection.
 * @param speed The service's fast mode, where a model has one; it costs twice as much.
 * @param whileReconnecting What becomes of commands while a connection is made anew.
 * @param reconnect How often, and after which waits, another attempt is made.
 * @param timeouts How long things may take.
 * @param videoStall When remote video counts as frozen, and what follows.
 * @param preferredVideoCodec What sent video is encoded with, where the other side takes it. By default H264 in rooms, VP8 over a direct connection.
 * @param maxBitrate Bits per second of sent video at most, at least 30000. By default 3.5 Mbit/s in rooms, 3.0 with VP9, and WebRTC's own limit for the size over a direct connection.
 * @param maxFramerate Frames per second of sent video at most. By default the rate of the model.
 * @param degradationPreference What sent video loses first when the bit rate does not suffice. By default sharpness only.
 * @param startMuted Whether a session sends nothing before it is unmuted.
 * @param models Models that this release does not know, or of another size, by name; a name with a dot stands in brackets.
 */
@ConfigurationProperties("decart")
record DecartProperties(
        @Nullable String apiKey,
        @Nullable String baseUrl,
        @Nullable String realtimeBaseUrl,
        @Nullable String platformUrl,
        @DefaultValue("false") boolean allowInsecure,
        @DefaultValue("spring-boot") String integration,
        @Nullable List<Ice> iceServers,
        @DefaultValue("false") boolean relayOnly,
        @DefaultValue("false") boolean requireMedia,
        @DefaultValue("10s") Duration shutdownTimeout,
        @DefaultValue("livekit") Transport transport,
        @DefaultValue("standard") Speed speed,
        @DefaultValue("fail") WhileReconnecting whileReconnecting,
        @DefaultValue Reconnect reconnect,
        @DefaultValue Timeouts timeouts,
        @DefaultValue VideoStall videoStall,
        @Nullable VideoCodec preferredVideoCodec,
        @Nullable Integer maxBitrate,
        @Nullable Integer maxFramerate,
        @Nullable DegradationPreference degradationPreference,
        @DefaultValue("false") boolean startMuted,
        @DefaultValue Map<String, Model> models) {

    /** Without the key. */
    @Override
    public String toString() {
        return "DecartProperties[baseUrl=" + baseUrl + ", realtimeBaseUrl=" + realtimeBaseUrl + "]";
    }

    /**
     * A STUN or TURN server.
     *
     * @param urls Its URLs, such as stun:host:3478 or turn:host:3478?transport=udp.
     * @param username User name for TURN.
     * @param credential Credential for TURN.
     */
    record Ice(
            List<String> urls,
            @Nullable String username,
            @Nullable String credential) {
        /** Without the credential. */
        @Override
        public String toString() {
            return "Ice[urls=" + urls + "]";
        }
    }

    /**
     * How a connection is made anew.
     *
     * @param retries Attempts after the first one: 0 or more.
     * @param firstDelay The wait before the first retry; doubles each time.
     * @param longestDelay The longest wait.
     * @param jitter How much of a wait is left to chance: 0 to 1.
     * @param budget No attempt is begun later than this after the start or the loss. By default there is no such limit.
     * @param stableAfter How long a connection is up when its loss gives the retries back.
     */
    record Reconnect(
            @DefaultValue("5") int retries,
            @DefaultValue("1s") Duration firstDelay,
            @DefaultValue("10s") Duration longestDelay,
            @DefaultValue("0.2") double jitter,
            @Nullable Duration budget,
            @DefaultValue("10s") Duration stableAfter) {}

    /**
     * Limits of a session.
     *
     * @param webSocket To open the control socket.
     * @param initialState For the server to accept the initial state; a place in the queue suspends it.
     * @param roomInfo For the server to name the LiveKit room; a place in the queue suspends it.
     * @param connect For an attempt as a whole; a place in the queue suspends it.
     * @param queue For an attempt to wait in the server's queue altogether.
     * @param prompt For a prompt to be acknowledged.
     * @param image For a command with an image to be acknowledged.
     * @param mediaGrace For an interrupted media path to heal by itself.
     * @param ping Between pings on the control socket.
     * @param silence Without anything from the server until the socket counts as dead; longer than ping.
     */
    record Timeouts(
            @DefaultValue("300s") Duration webSocket,
            @DefaultValue("30s") Duration initialState,
            @DefaultValue("15s") Duration roomInfo,
            @DefaultValue("300s") Duration connect,
            @DefaultValue("1h") Duration queue,
            @DefaultValue("15s") Duration prompt,
            @DefaultValue("30s") Duration image,
            @DefaultValue("5s") Duration mediaGrace,
            @DefaultValue("20s") Duration ping,
            @DefaultValue("30s") Duration silence) {}

    /**
     * A model that is asked for as it is.
     *
     * @param width Width of the video to send, in pixels.
     * @param height Height of the video to send, in pixels.
     * @param fps Frames a second to send.
     */
    record Model(
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Integer fps) {}

    /**
     * Frozen remote video.
     *
     * @param after How long no frame arrives, once one has.
     * @param reconnect Whether that ends the connection, so that another one is made.
     */
    record VideoStall(
            @DefaultValue("2s") Duration after,
            @DefaultValue("false") boolean reconnect) {}
}
