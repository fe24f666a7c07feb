package io.decart4j.stats;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sample of a session's media. Counters are those of the current peer connection; {@code …Delta} is what came since the
 * sample before, 0 in the first one.
 *
 * @param timestamp when it was taken
 * @param interval since the sample before; zero in the first one
 * @param first whether it is the first one of its peer connection, also after a reconnect
 * @param video the remote video, null without
 * @param audio the remote audio, null without
 * @param outboundVideo what is sent of the local video, null without
 * @param outboundAudio what is sent of the local audio, null without
 * @param remoteInbound what the server says about what it receives, null before its first report
 * @param connection the network path
 */
public record SessionStats(
        Instant timestamp,
        Duration interval,
        boolean first,
        @Nullable InboundVideo video,
        @Nullable InboundAudio audio,
        @Nullable OutboundVideo outboundVideo,
        @Nullable OutboundAudio outboundAudio,
        @Nullable RemoteInbound remoteInbound,
        ConnectionStats connection) {}
