package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.model.RealtimeModel;
import io.decart4j.stats.OutboundVideo;
import io.decart4j.stats.SessionStats;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;

/** What {@link VideoSendParameters} promise, over whichever transport; what is measured is measured at the sending end. */
final class SendParameters {

    /** Each of its pictures is another one, in squares that an encoder cannot do without. */
    static final RealtimeModel NOISY = new RealtimeModel("lucy-2.1", "/v1/stream", 30, 640, 360);

    private static final int SQUARE = 20;
    private static final Duration OFTEN = Duration.ofMillis(500);

    private SendParameters() {}

    static ConnectOptions.Builder noisy(Transport transport) {
        return ConnectOptions.builder(NOISY).transport(transport).video(noise());
    }

    private static Flux<VideoFrame> noise() {
        Random random = new Random(7);
        return Flux.interval(Duration.ofNanos(1_000_000_000L / NOISY.fps()))
                .onBackpressureDrop()
                .map(tick -> squares(random));
    }

    private static VideoFrame squares(Random random) {
        I420Buffer pixels = I420Buffer.allocate(NOISY.width(), NOISY.height());
        ByteBuffer light = pixels.y().duplicate();
        byte[] row = new byte[pixels.strideY()];
        for (int y = 0; y < NOISY.height(); y++) {
            for (int x = 0; y % SQUARE == 0 && x < row.length; x += SQUARE) {
                Arrays.fill(row, x, Math.min(row.length, x + SQUARE), (byte) random.nextInt(16, 236));
            }
            light.put(y * pixels.strideY(), row);
        }
        fill(pixels.u().duplicate());
        fill(pixels.v().duplicate());
        return VideoFrame.of(pixels, System.nanoTime());
    }

    private static void fill(ByteBuffer grey) {
        while (grey.hasRemaining()) {
            grey.put((byte) 128);
        }
    }

    static void codecIs(RealtimeSession session, String codec) {
        Studio.awaitPicture(session, Studio::isUnchanged);
        assertThat(sample(session, video -> video.framesPerSecond() > 0).codec())
                .isEqualTo(codec);
    }

    static OutboundVideo sample(RealtimeSession session, Predicate<OutboundVideo> wanted) {
        SessionStats sample = session.stats(OFTEN)
                .filter(stats -> stats.outboundVideo() != null && wanted.test(stats.outboundVideo()))
                .blockFirst(Studio.PATIENCE);
        return Objects.requireNonNull(Objects.requireNonNull(sample).outboundVideo());
    }

    /** Payload bits a second over three seconds, once the encoder has settled. */
    static double bitrate(RealtimeSession session) {
        List<OutboundVideo> samples = Objects.requireNonNull(session.stats(OFTEN)
                .filter(stats ->
                        stats.outboundVideo() != null && stats.outboundVideo().bytesSent() > 0 && !stats.first())
                .map(SessionStats::outboundVideo)
                .skip(4)
                .take(6)
                .collectList()
                .block(Studio.PATIENCE));
        return samples.stream().mapToLong(OutboundVideo::bitrate).average().orElseThrow();
    }
}
