package com.example;

import io.decart4j.input.InitialState;
import io.decart4j.media.source.TestPattern;
import io.decart4j.model.RealtimeModels;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.spring.SessionDefaults;
import java.time.Duration;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A session for each request, on a servlet's thread, which may block. */
@RestController
class FrameSizes {

    private final DecartClient decart;
    private final SessionDefaults defaults;

    FrameSizes(DecartClient decart, SessionDefaults defaults) {
        this.decart = decart;
        this.defaults = defaults;
    }

    @GetMapping("/frames")
    List<String> frames(@RequestParam("prompt") String prompt) {
        ConnectOptions options = defaults.options(RealtimeModels.LUCY_LATEST)
                .video(TestPattern.frames(640, 360, 20))
                .initialState(InitialState.prompt(prompt))
                .build();
        return decart.realtime()
                .withSession(options, session -> session.video(frame -> frame.width() + "x" + frame.height())
                        .take(10))
                .collectList()
                .block(Duration.ofSeconds(60));
    }
}
