package com.example;

import io.decart4j.input.InitialState;
import io.decart4j.media.VideoFrame;
import io.decart4j.model.RealtimeModels;
import io.decart4j.reactor.DecartClient;
import io.decart4j.spring.SessionDefaults;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What is tested: a component that knows nothing of tests. */
@Component
class Stylist {

    private final DecartClient decart;
    private final SessionDefaults defaults;

    Stylist(DecartClient decart, SessionDefaults defaults) {
        this.decart = decart;
        this.defaults = defaults;
    }

    /** The sizes of the frames that come back. */
    Flux<String> restyle(Publisher<VideoFrame> camera, String prompt) {
        return decart.realtime()
                .withSession(
                        defaults.options(RealtimeModels.LUCY_LATEST)
                                .video(camera)
                                .initialState(InitialState.prompt(prompt))
                                .build(),
                        session -> session.video(frame -> frame.width() + "x" + frame.height()));
    }
}
