package io.decart4j.cli;

import io.decart4j.input.InitialState;
import io.decart4j.media.source.TestPattern;
import io.decart4j.model.RealtimeModels;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.Transport;
import io.decart4j.testkit.LocalDecartServer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A short session with a server inside this JVM: real video both ways, and nothing outside the machine. */
final class MediaCheck {

    private static final int FRAMES = 10;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private MediaCheck() {}

    static Mono<Check> run() {
        return Mono.fromCallable(MediaCheck::session)
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorResume(e -> Mono.just(new Check("media", false, Failure.text(e))));
    }

    private static Check session() {
        try (LocalDecartServer server = LocalDecartServer.start();
                DecartClient client = DecartClient.builder()
                        .apiKey(server.apiKey())
                        .baseUrl(server.httpUrl())
                        .realtimeBaseUrl(server.realtimeUrl())
                        .build()) {
            long start = System.nanoTime();
            ConnectOptions options = ConnectOptions.builder(RealtimeModels.LUCY_LATEST)
                    .transport(Transport.DIRECT)
                    .video(TestPattern.frames(320, 180, 30))
                    .initialState(InitialState.prompt("noir"))
                    .build();
            Long frames = client.realtime()
                    .withSession(
                            options,
                            session -> session.video(frame -> frame.width()).take(FRAMES))
                    .count()
                    .block(LIMIT);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            boolean ok = frames != null && frames == FRAMES;
            return new Check("media", ok, frames + " frames there and back inside this machine in " + millis + " ms");
        }
    }
}
