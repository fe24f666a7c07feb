package io.decart4j.reactor.internal.media;

import io.decart4j.reactor.MediaCounters;
import io.decart4j.reactor.VideoSendParameters;
import reactor.core.publisher.Mono;

/**
 * What goes in and out of a session, over all its connections.
 *
 * @param sending how video is sent
 */
public record SessionMedia(
        LocalVideo local, RemoteVideo remote, SessionAudio sound, VideoSendParameters sending, Muting muting) {

    /** Of a viewer, which sends nothing. */
    public static SessionMedia received() {
        return new SessionMedia(
                new LocalVideo(null, 1, false, e -> {}),
                new RemoteVideo(),
                new SessionAudio(new LocalAudio(null, e -> {})),
                VideoSendParameters.DEFAULT,
                new Muting(false));
    }

    /** Video frames so far. */
    public MediaCounters counters() {
        return new MediaCounters(
                local.sent(), remote.received(), local.dropped(), remote.dropped(), remote.width(), remote.height());
    }

    /** Nothing more comes in or goes out; completes when the caller's sources are closed. */
    public Mono<Void> close() {
        return Mono.defer(() -> {
            remote.close();
            return Mono.when(local.close(), sound.close());
        });
    }
}
