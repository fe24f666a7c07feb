package io.decart4j.benchmarks.frames;

import static java.util.Objects.requireNonNull;

import io.decart4j.media.VideoFrame;
import io.decart4j.model.RealtimeModel;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.reactor.Transport;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;

/** The same through a session: the {@code Flux} that a user subscribes, and as the source of what goes back. */
final class SessionReceiver implements Receiver {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final ProducerServer server;
    private final DecartClient client;
    private final AtomicLong frames = new AtomicLong();

    SessionReceiver(Picture picture, boolean pushBack) {
        server = new ProducerServer(picture);
        client = DecartClient.builder()
                .apiKey("dct_benchmark")
                .realtimeBaseUrl(server.url())
                .build();
        // A pace that leaves every frame through: the bare callback has none.
        RealtimeModel model =
                new RealtimeModel("benchmark", "/v1/stream", 2 * picture.fps(), picture.width(), picture.height());
        AtomicReference<RealtimeSession> self = new AtomicReference<>();
        ConnectOptions.Builder options = ConnectOptions.builder(model).transport(Transport.DIRECT);
        if (pushBack) {
            options.video(Flux.defer(() -> requireNonNull(self.get()).retainedVideo())
                    .doOnNext(frame -> frames.incrementAndGet()));
        }
        RealtimeSession session = client.realtime().session(options.build());
        self.set(session);
        if (!pushBack) {
            session.retainedVideo().subscribe(this::count);
        }
        session.connect().block(SOON);
    }

    @Override
    public long frames() {
        return frames.get();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }

    private void count(VideoFrame frame) {
        frames.incrementAndGet();
        frame.release();
    }
}
