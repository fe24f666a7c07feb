package io.decart4j.benchmarks.clients;

import io.decart4j.input.InitialState;
import io.decart4j.model.RealtimeModel;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.reactor.Transport;
import java.time.Duration;
import java.util.Optional;

/** This client, with its defaults. */
final class Decart4jClient implements Client {

    private static final RealtimeModel MODEL = new RealtimeModel("lucy-2.1", "/v1/stream", 20, 320, 192);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FLOWING_FRAMES = 20;

    private final DecartClient client;
    private final Transport transport;

    Decart4jClient(Address server, Transport transport) {
        this.transport = transport;
        this.client = DecartClient.builder()
                .apiKey(server.key())
                .baseUrl(server.http())
                .realtimeBaseUrl(server.realtime())
                .build();
    }

    @Override
    public String name() {
        return "decart4j";
    }

    @Override
    public double firstFrame() {
        RealtimeSession session = session();
        long began = System.nanoTime();
        long came = session.video(frame -> System.nanoTime())
                .next()
                .doOnSubscribe(reading -> session.connect().subscribe())
                .blockOptional(PATIENCE)
                .orElseThrow();
        session.disconnect().block(PATIENCE);
        return (came - began) / 1e6;
    }

    @Override
    public double framesAgain(Runnable reset) {
        RealtimeSession session = session();
        session.connect().block(PATIENCE);
        session.video(frame -> frame.width()).take(FLOWING_FRAMES).blockLast(PATIENCE);
        Optional<String> lost = session.sessionId();
        long[] began = new long[1];
        // The connection that is lost is closed before there is another session.
        long came = session.video(frame -> session.sessionId().equals(lost) ? 0 : System.nanoTime())
                .filter(next -> next != 0)
                .next()
                .doOnSubscribe(reading -> {
                    began[0] = System.nanoTime();
                    reset.run();
                })
                .blockOptional(PATIENCE)
                .orElseThrow();
        session.disconnect().block(PATIENCE);
        return (came - began[0]) / 1e6;
    }

    /** Not connected yet; sends the same as the others. */
    RealtimeSession session() {
        return client.realtime()
                .session(ConnectOptions.builder(MODEL)
                        .transport(transport)
                        .video(Halves.frames(MODEL.width(), MODEL.height(), MODEL.fps()))
                        .initialState(InitialState.prompt("noir"))
                        .build());
    }

    @Override
    public void close() {
        client.close();
    }
}
