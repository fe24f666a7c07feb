package io.decart4j.livekit;

import static io.decart4j.livekit.Pictures.BLUE;
import static io.decart4j.livekit.Pictures.GREEN;
import static io.decart4j.livekit.Pictures.GREY;
import static io.decart4j.livekit.Pictures.RED;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.Pictures.Yuv;
import io.decart4j.media.AudioFrame;
import io.decart4j.webrtc.VideoEncoding;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Two of these clients in a room of a real server. */
class RoomTest {

    @RegisterExtension
    static final RealServer SERVER = new RealServer();

    @RegisterExtension
    final Machine machine = new Machine();

    private final String room = RealServer.newRoom();

    @Test
    void twoClientsSeeEachOther() {
        LiveKitRoom ada = machine.join(SERVER.options(room, "ada").build());
        LiveKitRoom bob = machine.join(SERVER.options(room, "bob").build());
        publish(ada, "camera", RED, GREEN, BLUE, GREY);
        publish(bob, "camera", BLUE, RED);

        see(bob, from("ada"), RED, GREEN, BLUE, GREY);
        see(ada, from("bob"), BLUE, RED);
        assertThat(ada.participants()).extracting(Participant::identity).containsExactly("bob");
        assertThat(ada.name()).isEqualTo(room);
        assertThat(ada.identity()).isEqualTo("ada");
        assertThat(ada.participantSid()).startsWith("PA_");
        Machine.until(() -> ada.roundTripTime().blockOptional(Machine.PATIENCE).isPresent());
    }

    @Test
    void h264WithLimits() {
        LiveKitRoom ada = machine.join(SERVER.options(room, "ada").build());
        LiveKitRoom bob = machine.join(SERVER.options(room, "bob").build());
        LocalVideoTrack track = ada.publishVideo(VideoPublishOptions.camera(Pictures.WIDTH, Pictures.HEIGHT)
                        .encodedAs(new VideoEncoding("H264", 400_000, 10)))
                .blockOptional(Machine.PATIENCE)
                .orElseThrow();
        track.send(Pictures.frames(GREEN), Pictures.FPS).subscribe();

        see(bob, from("ada"), GREEN);
        assertThat(track.framesSent()).isPositive();
        assertThat(track.sid()).hasValueSatisfying(sid -> assertThat(sid).startsWith("TR_"));
    }

    @Test
    void tracksAreToldApartThroughRenegotiations() {
        LiveKitRoom ada = machine.join(SERVER.options(room, "ada").build());
        LiveKitRoom bob = machine.join(SERVER.options(room, "bob").build());
        LiveKitRoom eve = machine.join(SERVER.options(room, "eve").build());
        LocalVideoTrack one = publish(ada, "one", RED);
        RemoteTrack first = see(bob, from("ada"), RED);
        publish(ada, "two", GREEN);
        publish(eve, "camera", GREY);

        RemoteTrack second = see(bob, track -> track.info().name().equals("two"), GREEN);
        see(bob, from("eve"), GREY);
        see(bob, first::equals, RED);

        StepVerifier ended = StepVerifier.create(
                        first.retainedVideo().doOnNext(frame -> frame.release()).then())
                .expectComplete()
                .verifyLater();
        one.unpublish().block(Machine.PATIENCE);
        ended.verify(Machine.PATIENCE);
        publish(ada, "three", BLUE);

        RemoteTrack third = see(bob, track -> track.info().name().equals("three"), BLUE);
        see(bob, second::equals, GREEN);
        see(bob, from("eve"), GREY);
        assertThat(third.sid()).isNotEqualTo(first.sid());
        assertThat(bob.participants())
                .filteredOn(participant -> participant.identity().equals("ada"))
                .flatExtracting(Participant::tracks)
                .extracting(TrackInfo::name)
                .containsExactlyInAnyOrder("two", "three");
    }

    @Test
    void tonesAreHeardBothWays() {
        LiveKitRoom ada = machine.join(SERVER.options(room, "ada").build());
        LiveKitRoom bob = machine.join(SERVER.options(room, "bob").build());
        speak(ada, 440);
        speak(bob, 1000);

        hear(bob, from("ada"), 440);
        hear(ada, from("bob"), 1000);
    }

    @Test
    void soundAndPicturesTogether() {
        LiveKitRoom ada = machine.join(SERVER.options(room, "ada").build());
        LiveKitRoom bob = machine.join(SERVER.options(room, "bob").build());
        publish(ada, "camera", RED, BLUE);
        LocalAudioTrack voice = speak(ada, 700);

        see(bob, from("ada"), RED, BLUE);
        hear(bob, from("ada"), 700);
        RemoteTrack heard = track(bob, from("ada").and(track -> track.kind() == TrackKind.AUDIO));

        voice.unpublish().block(Machine.PATIENCE);

        StepVerifier.create(heard.audio().then()).expectComplete().verify(Machine.PATIENCE);
        see(bob, from("ada"), RED, BLUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VP8", "H264"})
    void theEndOfATrackShowsNothingThatNobodyFilmed(String codec) {
        LiveKitRoom ada = machine.join(SERVER.options(room, "ada").build());
        LiveKitRoom bob = machine.join(SERVER.options(room, "bob").build());
        LocalVideoTrack camera = ada.publishVideo(VideoPublishOptions.camera(Pictures.WIDTH, Pictures.HEIGHT)
                        .encodedAs(new VideoEncoding(codec, null, null)))
                .blockOptional(Machine.PATIENCE)
                .orElseThrow();
        camera.send(Pictures.frames(RED), Pictures.FPS).subscribe();
        RemoteTrack seen = see(bob, from("ada"), RED);
        Flux<Integer> widths = seen.retainedVideo()
                .map(frame -> {
                    try (frame) {
                        return frame.width();
                    }
                })
                .distinct()
                .replay()
                .autoConnect(0);
        assertThat(widths.blockFirst(Machine.PATIENCE)).isEqualTo(Pictures.WIDTH);

        camera.unpublish().block(Machine.PATIENCE);

        assertThat(widths.collectList().block(Machine.PATIENCE)).containsExactly(Pictures.WIDTH);
        assertThat(seen.framesDropped()).isPositive();
    }

    @Test
    void whoJoinsLaterSeesWhatIsThere() {
        LiveKitRoom ada = machine.join(SERVER.options(room, "ada").build());
        publish(ada, "camera", GREEN, RED);

        LiveKitRoom bob = machine.join(SERVER.options(room, "bob").build());

        see(bob, from("ada"), GREEN, RED);
        Machine.await(
                ada.events(),
                RoomEvent.ParticipantJoined.class,
                event -> event.participant().identity().equals("bob"));
        bob.leave().block(Machine.PATIENCE);
        Machine.await(
                ada.events(),
                RoomEvent.ParticipantLeft.class,
                event -> event.participant().identity().equals("bob"));
        assertThat(ada.participants()).isEmpty();
    }

    @Test
    void onlyWhoIsWantedIsReceived() {
        LiveKitRoom bob = machine.join(
                SERVER.options(room, "bob").subscribeTo("ada"::equals).build());
        LiveKitRoom eve = machine.join(SERVER.options(room, "eve").build());
        publish(eve, "camera", GREY);
        Machine.until(() -> bob.participants().stream()
                .anyMatch(participant -> !participant.tracks().isEmpty()));
        LiveKitRoom ada = machine.join(SERVER.options(room, "ada").build());
        publish(ada, "camera", RED);

        see(bob, any -> true, RED);
        assertThat(bob.tracks().take(1).map(RemoteTrack::identity).collectList().block(Machine.PATIENCE))
                .containsExactly("ada");
    }

    static Predicate<RemoteTrack> from(String identity) {
        return track -> track.identity().equals(identity);
    }

    static LocalVideoTrack publish(LiveKitRoom room, String name, Yuv... colours) {
        LocalVideoTrack track = room.publishVideo(VideoPublishOptions.camera(Pictures.WIDTH, Pictures.HEIGHT)
                        .named(name))
                .blockOptional(Machine.PATIENCE)
                .orElseThrow();
        Disposable sending = track.send(Pictures.frames(colours), Pictures.FPS).subscribe();
        assertThat(sending.isDisposed()).isFalse();
        return track;
    }

    static LocalAudioTrack speak(LiveKitRoom room, int hertz) {
        LocalAudioTrack track = room.publishAudio(AudioPublishOptions.microphone())
                .blockOptional(Machine.PATIENCE)
                .orElseThrow();
        track.send(Tone.frames(hertz)).subscribe();
        return track;
    }

    /** Waits until a track shows these colours. */
    static RemoteTrack see(LiveKitRoom room, Predicate<RemoteTrack> which, Yuv... colours) {
        return room.tracks()
                .filter(track -> track.kind() == TrackKind.VIDEO && which.test(track))
                .flatMap(track -> track.retainedVideo()
                        .map(frame -> {
                            try (frame) {
                                return Pictures.shows(frame, colours);
                            }
                        })
                        .filter(Boolean::booleanValue)
                        .next()
                        .map(shown -> track))
                .next()
                .blockOptional(Machine.PATIENCE)
                .orElseThrow();
    }

    static RemoteTrack track(LiveKitRoom room, Predicate<RemoteTrack> which) {
        return room.tracks()
                .filter(which)
                .next()
                .blockOptional(Machine.PATIENCE)
                .orElseThrow();
    }

    static void hear(LiveKitRoom room, Predicate<RemoteTrack> which, int hertz) {
        List<AudioFrame> heard = room.tracks()
                .filter(track -> track.kind() == TrackKind.AUDIO && which.test(track))
                .next()
                .flatMapMany(RemoteTrack::audio)
                .buffer(25)
                .filter(frames -> Math.abs(Tone.hertz(frames) - hertz) < hertz * 0.05)
                .next()
                .blockOptional(Machine.PATIENCE)
                .orElseThrow();
        assertThat(heard).isNotEmpty();
    }
}
