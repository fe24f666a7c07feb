package io.decart4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.ffmpeg.MediaFile;
import io.decart4j.ffmpeg.Recorder;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.model.RealtimeModel;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.reactor.Transport;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testsupport.Slow;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A source that flashes and beeps in the same instants, through a session with real media, and recorded as it comes back. */
class LiveSessionSyncTest {

    private static final int FPS = 20;
    private static final double TONE = 1000;
    private static final int RATE = 48_000;
    private static final int PIECE = RATE / 100;
    private static final long MARK_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * How far the sound may be behind the picture, which it is by the buffers against jitter of both ways: 77 ms on a quiet machine,
     * 80 to 150 ms on one with ten programs for two cores. Television allows 125 ms.
     */
    private static final double BEHIND = 250;

    @TempDir
    Path folder;

    private final AtomicLong began = new AtomicLong();

    /** Milliseconds since either of both was first asked. */
    private double now() {
        long now = System.nanoTime();
        began.compareAndSet(0, now);
        return (now - began.get()) / 1e6;
    }

    private Flux<VideoFrame> flashes() {
        return Flux.interval(Duration.ofMillis(1000 / FPS)).onBackpressureDrop().map(tick -> {
            boolean marked = Math.round(now() * FPS / 1000) % FPS < MARK_MILLIS * FPS / 1000;
            return VideoFrame.of(picture(marked ? 200 : 40), System.nanoTime());
        });
    }

    /** Made when they are asked for, which is when they are sent. */
    private Flux<AudioFrame> beeps() {
        return Flux.generate(() -> 0L, (number, sink) -> {
            double time = now();
            byte[] pcm = new byte[PIECE * 2];
            for (int i = 0; i < PIECE; i++) {
                double at = time + i * 10.0 / PIECE;
                int loudness = at % 1000 < MARK_MILLIS ? 14_000 : 300;
                int value = (int) (loudness * Math.sin(2 * Math.PI * TONE * (number * PIECE + i) / RATE));
                pcm[2 * i] = (byte) value;
                pcm[2 * i + 1] = (byte) (value >> 8);
            }
            sink.next(AudioFrame.of(pcm, RATE, 1, System.nanoTime(), number));
            return number + 1;
        });
    }

    private static I420Buffer picture(int luma) {
        I420Buffer picture = I420Buffer.allocate(320, 180);
        fill(picture.y(), luma);
        fill(picture.u(), 128);
        fill(picture.v(), 128);
        return picture;
    }

    private static void fill(ByteBuffer plane, int value) {
        for (int i = 0; i < plane.capacity(); i++) {
            plane.put(i, (byte) value);
        }
    }

    @Test
    @Slow
    void soundAndPictureOfALiveSessionAreTogetherInTheFile() {
        Path file = folder.resolve("live.mp4");
        try (LocalDecartServer server = LocalDecartServer.start();
                DecartClient client = DecartClient.builder()
                        .apiKey(server.apiKey())
                        .realtimeBaseUrl(server.realtimeUrl())
                        .build()) {
            RealtimeSession session = Objects.requireNonNull(client.realtime()
                    .connect(ConnectOptions.builder(RealtimeModel.of("lucy-2.5", 320, 180, FPS))
                            .transport(Transport.DIRECT)
                            .video(flashes())
                            .audio(beeps())
                            .build())
                    .block(PATIENCE));
            session.video(VideoFrame::width).blockFirst(PATIENCE);
            Mono<Long> end = Mono.delay(Duration.ofSeconds(10)).cache();
            Recorder.to(file)
                    .frameRate(FPS)
                    .record(
                            session.retainedVideo().takeUntilOther(end),
                            session.audio().takeUntilOther(end))
                    .block(PATIENCE);
            session.disconnect().block(PATIENCE);
        }

        double[] offsets = offsets(MediaFile.open(file));
        System.out.println("beep behind flash, ms: " + Arrays.toString(offsets));
        assertThat(offsets).hasSizeGreaterThanOrEqualTo(6);
        assertThat(Arrays.stream(offsets).sorted().toArray()[offsets.length / 2])
                .as(Arrays.toString(offsets))
                .isBetween(-50.0, BEHIND);
    }

    private static double[] offsets(MediaFile file) {
        List<Double> beeps = Beeps.onsetsMillis(
                Objects.requireNonNull(file.audio().collectList().block(PATIENCE)), TONE);
        return flashes(file).stream()
                .flatMap(flash -> beeps.stream().map(beep -> beep - flash).filter(offset -> Math.abs(offset) < 450))
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static List<Double> flashes(MediaFile file) {
        List<Double> flashes = new ArrayList<>();
        boolean[] before = {false};
        file.video()
                .doOnNext(frame -> {
                    try (frame) {
                        boolean bright = (frame.y().get(90 * frame.strideY() + 160) & 0xff) > 120;
                        if (bright && !before[0]) {
                            flashes.add(frame.timestampNanos() / 1e6);
                        }
                        before[0] = bright;
                    }
                })
                .then()
                .block(PATIENCE);
        return flashes;
    }
}
