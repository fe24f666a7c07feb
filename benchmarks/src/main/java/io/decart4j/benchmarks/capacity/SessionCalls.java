package io.decart4j.benchmarks.capacity;

import io.decart4j.media.VideoFrame;
import io.decart4j.model.RealtimeModel;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.reactor.Transport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;

/** Sessions of decart4j. */
final class SessionCalls implements Calls {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final RealtimeModel MODEL =
            new RealtimeModel("benchmark", "/v1/stream", Pictures.FPS, Pictures.WIDTH, Pictures.HEIGHT);

    private final DecartClient client;
    private final Deque<RealtimeSession> sessions = new ArrayDeque<>();
    private final AtomicLong frames = new AtomicLong();

    SessionCalls(String url) {
        client = DecartClient.builder()
                .apiKey("dct_benchmark")
                .realtimeBaseUrl(url)
                .build();
    }

    @Override
    public void add() {
        RealtimeSession session = client.realtime()
                .session(ConnectOptions.builder(MODEL)
                        .transport(Transport.DIRECT)
                        .video(pictures())
                        .build());
        session.video(VideoFrame::width)
                .filter(width -> width == Pictures.WIDTH)
                .subscribe(frame -> frames.incrementAndGet());
        session.connect().block(SOON);
        sessions.add(session);
    }

    @Override
    public void remove() {
        sessions.removeLast().disconnect().block(SOON);
    }

    @Override
    public long frames() {
        return frames.get();
    }

    /** As fast as they are asked for. */
    private static Flux<VideoFrame> pictures() {
        return Flux.generate(() -> 0, (number, sink) -> {
            sink.next(VideoFrame.of(Pictures.number(number), System.nanoTime()));
            return number + 1;
        });
    }
}
