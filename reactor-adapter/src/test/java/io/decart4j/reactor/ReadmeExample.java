package io.decart4j.reactor;

import io.decart4j.input.ImageSource;
import io.decart4j.input.InitialState;
import io.decart4j.input.SetInput;
import io.decart4j.media.VideoFrame;
import io.decart4j.model.RealtimeModels;
import java.nio.file.Path;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The example of the README, compiled; {@link ReadmeTest} runs it and compares the text. */
final class ReadmeExample {

    private ReadmeExample() {}

    static Mono<Long> watch(DecartClient client, Flux<VideoFrame> camera, Path coat) {
        // example
        ConnectOptions options = ConnectOptions.builder(RealtimeModels.LUCY_LATEST)
                .video(camera) // any Publisher<VideoFrame>
                .initialState(InitialState.prompt("a watercolour"))
                .build();

        return client.realtime()
                .withSession(options, session -> {
                    session.events().subscribe(event -> System.out.println("event: " + event));
                    Mono<Void> steer = session.setPrompt("film noir")
                            .then(session.set(SetInput.prompt("wear this coat").image(ImageSource.of(coat))));
                    return session.video(frame -> frame.width() + "x" + frame.height()) // read, then released
                            .take(100)
                            .mergeWith(steer.then(Mono.empty()));
                })
                .count();
        // end
    }
}
