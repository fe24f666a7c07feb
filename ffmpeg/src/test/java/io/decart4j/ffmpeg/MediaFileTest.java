package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class MediaFileTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private Path clip = Path.of("");

    @BeforeEach
    void record() {
        clip = folder.resolve("clip.webm");
        Recorder.to(clip)
                .record(new Clips().video(30, 10), Clips.tone(440, 100, 0, 48_000, 2))
                .block(LIMIT);
    }

    @AfterEach
    void everythingIsGivenBack() throws Exception {
        Leftovers.await();
    }

    @Test
    void onlyWhatIsAskedForIsDecodedAndOffTheCallersThread() {
        AtomicReference<String> thread = new AtomicReference<>("");
        StepVerifier.create(MediaFile.open(clip).video(), 0)
                .expectSubscription()
                .thenRequest(2)
                .consumeNextWith(frame -> {
                    thread.set(Thread.currentThread().getName());
                    frame.release();
                })
                .consumeNextWith(VideoFrame::release)
                .expectNoEvent(Duration.ofMillis(50))
                .then(() -> assertThat(FramePicture.live()).isZero())
                .thenCancel()
                .verify(LIMIT);
        assertThat(thread.get()).startsWith("boundedElastic");
    }

    @Test
    void loopsWithoutAJumpOfTheTime() {
        MediaFile looped = MediaFile.open(clip).looped();
        List<Long> pictures = RoundTripTest.all(looped.video().take(100).map(frame -> {
            try (frame) {
                return frame.timestampNanos();
            }
        }));
        for (int i = 0; i < 100; i++) {
            assertThat(pictures.get(i) / 1e6).as("frame %d", i).isBetween(i * 33.33 - 20, i * 33.4 + 20);
        }
        List<AudioFrame> sound = RoundTripTest.all(looped.audio().take(333));
        for (int i = 0; i < 333; i++) {
            assertThat(sound.get(i).timestampNanos()).isEqualTo(i * 10_000_000L);
        }
        assertThat(Tone.of(sound.subList(200, 333)).hertz()).isBetween(436.0, 444.0);
    }

    @Test
    void scalesAndPaces() {
        List<VideoFrame> frames = RoundTripTest.all(
                MediaFile.open(clip).scaledTo(160, 90).atFrameRate(25).video());
        try {
            assertThat(frames).hasSize(25).allMatch(frame -> frame.width() == 160 && frame.height() == 90);
            assertThat(frames.get(24).timestampNanos()).isEqualTo(960_000_000);
            // The eleventh picture of the file is the first bright one; at 25 fps it is due in the tenth slot.
            assertThat(frames)
                    .extracting(frame -> (frame.y().get(frame.strideY() * 80 + 9) & 0xff) > 140)
                    .containsSequence(false, true)
                    .startsWith(false, false, false, false, false, false, false, false, false, true);
        } finally {
            frames.forEach(VideoFrame::release);
        }
    }

    @Test
    void moreFramesThanThereAreAreTheSameAgain() {
        List<VideoFrame> frames =
                RoundTripTest.all(MediaFile.open(clip).atFrameRate(60).video());
        try {
            assertThat(frames).hasSize(60);
        } finally {
            frames.forEach(VideoFrame::release);
        }
    }

    @Test
    void cancellingInTheMiddleOnAnotherThreadLeavesNothing() throws Exception {
        CountDownLatch some = new CountDownLatch(5);
        BaseSubscriber<VideoFrame> reader = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            protected void hookOnNext(VideoFrame frame) {
                frame.release();
                some.countDown();
            }
        };
        MediaFile.open(clip).looped().video().subscribe(reader);
        assertThat(some.await(30, TimeUnit.SECONDS)).isTrue();
        Schedulers.parallel().schedule(reader::cancel);
    }

    @Test
    void framesThatAnOperatorDiscardsAreReleased() {
        MediaFile.open(clip)
                .video()
                .filter(frame -> false)
                .doOnDiscard(VideoFrame.class, VideoFrame::discard)
                .then()
                .block(LIMIT);
        MediaFile.open(clip)
                .looped()
                .video()
                .publishOn(Schedulers.parallel(), 8)
                .take(3)
                .doOnNext(VideoFrame::release)
                .doOnDiscard(VideoFrame.class, VideoFrame::discard)
                .then()
                .block(LIMIT);
    }

    @Test
    void garbageIsNoMediaFile() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        assertProblem(Files.write(folder.resolve("noise.mp4"), noise), Problem.NOT_MEDIA);
        assertProblem(Files.writeString(folder.resolve("text.txt"), "hello\n".repeat(1000)), Problem.NOT_MEDIA);
        assertProblem(Files.write(folder.resolve("empty.webm"), new byte[0]), Problem.NOT_MEDIA);
        assertProblem(
                Files.writeString(folder.resolve("list.m3u8"), "#EXTM3U\n#EXTINF:1,\n" + clip + "\n#EXT-X-ENDLIST\n"),
                Problem.NOT_MEDIA);
    }

    @Test
    void whatIsNotThereIsUnreadable() {
        assertProblem(folder.resolve("none.mp4"), Problem.UNREADABLE);
        assertProblem(folder, Problem.UNREADABLE);
    }

    @Test
    void soundAloneIsNoVideo() throws IOException {
        assertProblem(Files.write(folder.resolve("tone.wav"), wav()), Problem.NO_VIDEO);
    }

    @Test
    void withoutASoundTrackThereIsNoAudio() {
        Path silent = folder.resolve("silent.mp4");
        Recorder.to(silent).record(new Clips().video(5, 3)).block(LIMIT);
        MediaFile file = MediaFile.open(silent);

        assertThat(file.info().hasAudio()).isFalse();
        StepVerifier.create(file.audio())
                .verifyErrorSatisfies(e -> assertThat(e)
                        .asInstanceOf(InstanceOfAssertFactories.type(MediaFileException.class))
                        .returns(Problem.NO_AUDIO, MediaFileException::problem));
    }

    @Test
    void aFileThatIsCutOffEndsOrFailsButLeavesNothing() throws IOException {
        byte[] whole = Files.readAllBytes(clip);
        Path half = Files.write(folder.resolve("half.webm"), java.util.Arrays.copyOf(whole, whole.length / 2));

        long frames = MediaFile.open(half)
                .video()
                .doOnNext(VideoFrame::release)
                .onErrorResume(MediaFileException.class, e -> Flux.empty())
                .count()
                .blockOptional(LIMIT)
                .orElseThrow();
        assertThat(frames).isBetween(1L, 29L);
    }

    @Test
    void optionsAreChecked() {
        MediaFile file = MediaFile.open(clip);
        assertThatThrownBy(() -> file.scaledTo(0, 9)).hasMessageContaining("scaledTo takes");
        assertThatThrownBy(() -> file.atFrameRate(0)).hasMessageContaining("atFrameRate takes");
    }

    private static void assertProblem(Path file, Problem problem) {
        assertThatThrownBy(() -> MediaFile.open(file))
                .asInstanceOf(InstanceOfAssertFactories.type(MediaFileException.class))
                .returns(problem, MediaFileException::problem)
                .returns(file, MediaFileException::file);
    }

    /** 100 ms of silence. */
    private static byte[] wav() {
        int size = 9_600;
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(44 + size).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(36 + size);
        bytes.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(16);
        bytes.putShort((short) 1).putShort((short) 1).putInt(48_000).putInt(96_000);
        bytes.putShort((short) 2).putShort((short) 16);
        bytes.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(size);
        return bytes.array();
    }
}
