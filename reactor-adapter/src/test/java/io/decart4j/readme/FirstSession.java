package io.decart4j.readme;

import io.decart4j.input.InitialState;
import io.decart4j.media.source.TestPattern;
import io.decart4j.model.RealtimeModels;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.Transport;
import io.decart4j.testkit.LocalDecartServer;
import java.time.Duration;
import reactor.core.publisher.Mono;

public class FirstSession {

    public static void main(String[] args) {
        try (LocalDecartServer server = LocalDecartServer.start(); // in the service's place, so no key is needed
                DecartClient client = DecartClient.builder()
                        .apiKey(server.apiKey())
                        .baseUrl(server.httpUrl())
                        .realtimeBaseUrl(server.realtimeUrl())
                        .build()) {

            ConnectOptions options = ConnectOptions.builder(RealtimeModels.LUCY_LATEST)
                    .transport(Transport.DIRECT) // what LocalDecartServer speaks; leave it out for the service
                    .video(TestPattern.frames(640, 360, 20)) // any Publisher<VideoFrame>
                    .initialState(InitialState.prompt("a watercolour"))
                    .build();

            Long frames = client.realtime()
                    .withSession(options, session -> {
                        session.events().subscribe(event -> System.out.println("event: " + event));
                        Mono<Void> steer = session.setPrompt("film noir");
                        return session.video(frame -> frame.width() + "x" + frame.height()) // read, then released
                                .take(100)
                                .mergeWith(steer.then(Mono.empty()));
                    })
                    .count()
                    .block(Duration.ofSeconds(60));
            System.out.println(frames + " frames");
        }
    }
}
