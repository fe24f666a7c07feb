package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Where the frames of a track go. */
class RemoteTrackTest {

    private static final TrackInfo INFO =
            new TrackInfo("TR_1", TrackKind.VIDEO, TrackSource.CAMERA, "camera", false, 64, 64);

    private final RemoteTrack track =
            new RemoteTrack(new Participant("PA_1", "ada", "", "", Map.of(), List.of(INFO)), INFO);

    /** Nothing waits between, so nothing is dropped without a word to whoever has a queue of its own. */
    @Test
    void whoTakesEachFrameOnTheThreadOfItsSourceMissesNone() {
        List<VideoFrame> taken = new ArrayList<>();
        List<VideoFrame> made = frames(1000);
        StepVerifier.create(track.eachVideoFrame(taken::add))
                .then(() -> made.forEach(track::arrived))
                .then(() -> assertThat(taken).containsExactlyElementsOf(made))
                .then(track::end)
                .verifyComplete();
        assertThat(track.framesDropped()).isZero();
        taken.forEach(VideoFrame::release);
    }

    @Test
    void afterwardsTheFramesAreForASubscriberAgain() {
        List<VideoFrame> taken = new ArrayList<>();
        track.eachVideoFrame(taken::add).subscribe().dispose();
        VideoFrame frame = frames(1).get(0);
        StepVerifier.create(track.retainedVideo())
                .then(() -> track.arrived(frame))
                .assertNext(VideoFrame::release)
                .then(track::end)
                .verifyComplete();
        assertThat(taken).isEmpty();
        assertThat(frame.isLive()).isFalse();
    }

    @Test
    void aReaderHasEachFrameUntilItReturns() {
        VideoFrame frame = frames(1).get(0);
        StepVerifier.create(track.video(read -> read.isLive() && read == frame))
                .then(() -> track.arrived(frame))
                .expectNext(true)
                .then(() -> assertThat(frame.isLive()).isFalse())
                .then(track::end)
                .verifyComplete();
    }

    @Test
    void whatAReaderThrowsIsItsOwnErrorAndItsFrameIsReleased() {
        VideoFrame frame = frames(1).get(0);
        StepVerifier.create(track.video(read -> {
                    throw new IllegalStateException("cannot read");
                }))
                .then(() -> track.arrived(frame))
                .verifyErrorMessage("cannot read");
        assertThat(frame.isLive()).isFalse();
    }

    @Test
    void anEndedTrackHasNoMore() {
        track.end();
        StepVerifier.create(track.eachVideoFrame(frame -> {})).verifyComplete();
        StepVerifier.create(track.eachAudioFrame(frame -> {})).verifyComplete();
    }

    private static List<VideoFrame> frames(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> VideoFrame.of(I420Buffer.allocate(64, 64), i))
                .toList();
    }
}
