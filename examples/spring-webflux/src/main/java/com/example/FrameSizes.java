package com.example;

import io.decart4j.input.InitialState;
import io.decart4j.media.source.TestPattern;
import io.decart4j.model.RealtimeModels;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.spring.SessionDefaults;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** A session for each request: it begins with the subscription, and ends when the page goes away. */
@RestController
class FrameSizes {

    private final DecartClient decart;
    private final SessionDefaults defaults;

    FrameSizes(DecartClient decart, SessionDefaults defaults) {
        this.decart = decart;
        this.defaults = defaults;
    }

    @GetMapping(path = "/frames", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<String> frames(@RequestParam("prompt") String prompt) {
        ConnectOptions options = defaults.options(RealtimeModels.LUCY_LATEST)
                .video(TestPattern.frames(640, 360, 20))
                .initialState(InitialState.prompt(prompt))
                .build();
        return decart.realtime()
                .withSession(options, session -> session.video(frame -> frame.width() + "x" + frame.height())
                        .take(10));
    }
}
