package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.input.InitialState;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import io.decart4j.model.RealtimeModel;
import io.decart4j.testkit.Leftovers;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.Pixels;
import io.decart4j.testkit.RecordingLeakDetector;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;

/** A local server, a client of it and what tests want of both. */
final class Studio implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final RealtimeModel SMALL = new RealtimeModel("lucy-2.1", "/v1/stream", 15, 320, 180);

    /** Whoever cuts a connection here means it: none has to last before its loss counts from the beginning. */
    static final ReconnectPolicy QUICK = ReconnectPolicy.builder()
            .retries(5)
            .firstDelay(Duration.ofMillis(20))
            .longestDelay(Duration.ofMillis(200))
            .jitter(0)
            .stableAfter(Duration.ofNanos(1))
            .build();

    final Leftovers before = Leftovers.snapshot();
    final LocalDecartServer server;
    final DecartClient client;

    Studio() {
        server = LocalDecartServer.start();
        client = client(server.apiKey());
    }

    DecartClient client(String apiKey) {
        return DecartClient.builder()
                .apiKey(apiKey)
                .baseUrl(server.httpUrl())
                .realtimeBaseUrl(server.realtimeUrl())
                .build();
    }

    /** Its sessions have no media. */
    DecartClient.Builder withoutMedia() {
        return DecartClient.builder()
                .apiKey(server.apiKey())
                .baseUrl(server.httpUrl())
                .realtimeBaseUrl(server.realtimeUrl())
                .withoutMedia();
    }

    ConnectOptions.Builder options() {
        return direct().video(pattern());
    }

    /** The local server is one of the direct kind. */
    static ConnectOptions.Builder direct() {
        return ConnectOptions.builder(SMALL).transport(Transport.DIRECT);
    }

    RealtimeSession connect(InitialState initial) {
        return connect(options().initialState(initial));
    }

    RealtimeSession connect(ConnectOptions.Builder options) {
        return Objects.requireNonNull(client.realtime().connect(options.build()).block(PATIENCE));
    }

    static Flux<VideoFrame> pattern() {
        return TestPattern.frames(SMALL.width(), SMALL.height(), SMALL.fps());
    }

    /** Waits until a frame arrives in which the patches look as they should: red, green, blue, grey. */
    static void awaitPicture(RealtimeSession session, Predicate<List<Integer>> look) {
        List<Integer> seen = session.video(Studio::patches).filter(look).blockFirst(PATIENCE);
        assertThat(seen).isNotNull();
    }

    static List<Integer> patches(VideoFrame frame) {
        return TestPattern.PATCHES.stream()
                .map(patch -> Pixels.meanRgb(frame, patch))
                .toList();
    }

    static boolean isUnchanged(List<Integer> patches) {
        for (int i = 0; i < patches.size(); i++) {
            if (Pixels.distance(patches.get(i), TestPattern.PATCHES.get(i).rgb()) > 60) {
                return false;
            }
        }
        return true;
    }

    static boolean isNoir(List<Integer> patches) {
        return patches.stream().allMatch(rgb -> Pixels.colourfulness(rgb) < 30);
    }

    static boolean isInverted(List<Integer> patches) {
        for (int i = 0; i < patches.size(); i++) {
            if (Pixels.distance(patches.get(i), ~TestPattern.PATCHES.get(i).rgb() & 0xffffff) > 60) {
                return false;
            }
        }
        return true;
    }

    /** Grey has taken most of the colour, and is nearer to it than to any other of the tests' tints. */
    static Predicate<List<Integer>> isTinted(int rgb) {
        return patches -> Pixels.distance(patches.get(3), rgb) < 90;
    }

    @Override
    public void close() {
        client.close();
        server.close();
        before.assertNone();
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }

    /** After the sessions have ended, and before client and server are closed: nothing waits for those. */
    void assertNothingOpen() {
        Flux.interval(Duration.ZERO, Duration.ofMillis(10))
                .takeUntil(
                        tick -> server.sessions().isEmpty() && client.runtime().openPeerConnections() == 0)
                .blockLast(PATIENCE);
    }
}
