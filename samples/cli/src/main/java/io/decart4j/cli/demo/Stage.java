package io.decart4j.cli.demo;

import io.decart4j.livekit.server.LiveKitAccess;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.meter.FrameFigures;
import io.decart4j.media.meter.GlassToGlass;
import io.decart4j.media.source.TestPattern;
import io.decart4j.model.RealtimeModels;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.reactor.Transport;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.LocalServerBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The server, the client and the one session of the demo, with eyes on both ends of the video. */
final class Stage implements AutoCloseable {

    static final int WIDTH = 640;
    static final int HEIGHT = 360;

    /** Frames in a row that have to look right: one alone may be a leftover. */
    private static final int STEADY = 30;

    private final LocalDecartServer server;
    private final DecartClient client;
    private final SentFrames sent = new SentFrames();
    private final GlassToGlass meter = GlassToGlass.create();
    private final RealtimeSession session;

    /** @param livekit for media through its rooms; null for direct ones */
    Stage(@Nullable LiveKitAccess livekit) {
        LocalServerBuilder settings = LocalDecartServer.builder();
        server = (livekit == null ? settings : settings.livekit(livekit)).start();
        client = DecartClient.builder()
                .apiKey(server.apiKey())
                .baseUrl(server.httpUrl())
                .realtimeBaseUrl(server.realtimeUrl())
                .integration("decart4j-demo")
                .build();
        session = client.realtime()
                .session(ConnectOptions.builder(RealtimeModels.LUCY_LATEST)
                        .transport(livekit == null ? Transport.DIRECT : Transport.LIVEKIT)
                        .video(sent.keep(
                                meter.outgoing(TestPattern.frames(WIDTH, HEIGHT, RealtimeModels.LUCY_LATEST.fps()))))
                        .build());
    }

    RealtimeSession session() {
        return session;
    }

    LocalDecartServer server() {
        return server;
    }

    /** Follows the frames that come back, until disposed. */
    Disposable measure() {
        return session.video(meter::receive).subscribe();
    }

    /** What became of the frames so far. */
    FrameFigures figures() {
        return meter.summary();
    }

    /** Does a step and waits until it shows; never errors. */
    Mono<Outcome> play(Step step, int number, Duration limit) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            return step.action()
                    .flatMap(detail -> shot(step.appearance())
                            .map(shot -> new Outcome(number, step, true, detail, seconds(start), shot)))
                    .timeout(limit)
                    .onErrorResume(
                            e -> Mono.just(new Outcome(number, step, false, reason(e, limit), seconds(start), null)));
        });
    }

    @Override
    public void close() {
        client.close();
        sent.close();
        server.close();
    }

    private Mono<Outcome.Shot> shot(Predicate<VideoFrame> appearance) {
        return Flux.defer(() -> {
                    int[] inARow = {0};
                    return session.video(frame -> {
                        inARow[0] = appearance.test(frame) ? inARow[0] + 1 : 0;
                        return inARow[0] < STEADY ? Optional.<Outcome.Shot>empty() : sent.shot(frame);
                    });
                })
                .<Outcome.Shot>handle((shot, sink) -> shot.ifPresent(sink::next))
                .next()
                .switchIfEmpty(Mono.error(() -> new DemoFailure("the session ended")));
    }

    private static String reason(Throwable e, Duration limit) {
        return e instanceof TimeoutException
                ? "not seen within " + limit.toSeconds() + " s"
                : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
