package io.decart4j.testkit;

import io.decart4j.livekit.AudioPublishOptions;
import io.decart4j.livekit.LiveKitRoom;
import io.decart4j.livekit.LocalAudioTrack;
import io.decart4j.livekit.LocalVideoTrack;
import io.decart4j.livekit.RemoteTrack;
import io.decart4j.livekit.RoomEvent;
import io.decart4j.livekit.RoomOptions;
import io.decart4j.livekit.TrackInfo;
import io.decart4j.livekit.VideoPublishOptions;
import io.decart4j.livekit.server.LiveKitAccess;
import io.decart4j.webrtc.VideoEncoding;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A session's LiveKit room from the generator's place in it: it hears the user, and publishes what comes of that. */
final class GeneratorRoom {

    /** Clients take media only from whom the name begins so. */
    static final String IDENTITY = "inference-server-local";

    private static final Logger LOG = LoggerFactory.getLogger(GeneratorRoom.class);
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(5);
    private static final Duration DELETE_LIMIT = Duration.ofSeconds(10);
    private static final VideoEncoding ENCODING = new VideoEncoding("VP8", 3_500_000, null);
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 704;

    private final LiveKitAccess livekit;
    private final LiveKitRoom room;
    private final Media media;
    private final String user;
    private final Mono<LocalAudioTrack> audio;
    private @Nullable Mono<LocalVideoTrack> video;

    private GeneratorRoom(LiveKitAccess livekit, LiveKitRoom room, String user, Media media) {
        this.livekit = livekit;
        this.room = room;
        this.user = user;
        this.media = media;
        this.audio = room.publishAudio(AudioPublishOptions.microphone().named("generated"))
                .cache();
    }

    /** Joins; the room comes into being with it, and with nobody else: the tokens of users and viewers are for a room that is there. */
    static Mono<GeneratorRoom> open(
            WebRtcRuntime runtime, LiveKitAccess livekit, String name, String user, Media media) {
        return Mono.defer(() -> LiveKitRoom.connect(
                        runtime,
                        RoomOptions.builder(
                                        livekit.url(),
                                        livekit.token()
                                                .identity(IDENTITY)
                                                .join(name)
                                                .mint())
                                .hostCandidatesOnly()
                                .joinTimeout(JOIN_LIMIT)
                                .subscribeTo(user::equals)
                                .build()))
                .map(room -> new GeneratorRoom(livekit, room, user, media));
    }

    String name() {
        return room.name();
    }

    /** Serves the user; completes when the room is over, whoever ended it. */
    Mono<Void> serve() {
        Mono<Void> over =
                room.events().ofType(RoomEvent.Disconnected.class).next().then();
        Mono<Void> tracks =
                room.tracks().flatMap(this::serve, Integer.MAX_VALUE).then(Mono.never());
        return Mono.firstWithSignal(over, tracks);
    }

    /** Completes when the user is not in the room. */
    Mono<Void> userLost() {
        Flux<String> left = room.events()
                .ofType(RoomEvent.ParticipantLeft.class)
                .map(gone -> gone.participant().identity())
                .filter(user::equals);
        Mono<Void> absent = Mono.defer(() ->
                room.participants().stream().anyMatch(each -> each.identity().equals(user))
                        ? Mono.never()
                        : Mono.empty());
        return Mono.firstWithSignal(left.next().then(), absent);
    }

    /** Leaves, and ends the room for whoever is still in it. Never errors. */
    Mono<Void> close() {
        String name = room.name();
        return room.leave()
                .then(Mono.<Void>fromRunnable(() -> livekit.rooms().deleteRoom(name))
                        .subscribeOn(Schedulers.boundedElastic())
                        .timeout(DELETE_LIMIT))
                .onErrorResume(failure -> {
                    // The server may be gone, and the room with it.
                    LOG.debug("room {} was not deleted: {}", name, failure.toString());
                    return Mono.empty();
                });
    }

    private Mono<Void> serve(RemoteTrack track) {
        Mono<Void> served = switch (track.kind()) {
            case VIDEO -> video(track.info()).flatMap(to -> media.video(track.retainedVideo(), to::push));
            case AUDIO -> audio.flatMap(to -> media.audio(track.audio(), to::push));
            case OTHER -> Mono.empty();
        };
        return served.onErrorResume(failure -> {
            LOG.warn("room {}: {} is not served", room.name(), track, failure);
            return Mono.empty();
        });
    }

    /** Published once, as large as the user's first video; a user who comes again finds it there. */
    private synchronized Mono<LocalVideoTrack> video(TrackInfo camera) {
        if (video == null) {
            boolean known = camera.width() > 0 && camera.height() > 0;
            VideoPublishOptions size =
                    VideoPublishOptions.camera(known ? camera.width() : WIDTH, known ? camera.height() : HEIGHT);
            video = room.publishVideo(size.named("generated").encodedAs(ENCODING))
                    .cache();
        }
        return video;
    }
}
