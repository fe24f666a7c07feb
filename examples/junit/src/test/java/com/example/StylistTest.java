package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.source.TestPattern;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.LocalSession;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The client of the starter against a server in this process: no key, no network. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
class StylistTest {

    private static final LocalDecartServer SERVER = LocalDecartServer.start();

    @DynamicPropertySource
    static void decart(DynamicPropertyRegistry properties) {
        properties.add("decart.api-key", SERVER::apiKey);
        properties.add("decart.base-url", SERVER::httpUrl);
        properties.add("decart.realtime-base-url", SERVER::realtimeUrl);
        properties.add("decart.transport", () -> "direct"); // LocalDecartServer has no rooms
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void framesComeBackAndTheServerHasThePrompt(@Autowired Stylist stylist) {
        Optional<String> prompt = stylist.restyle(TestPattern.frames(640, 360, 20), "film noir")
                .skip(9)
                .next()
                .map(tenth -> SERVER.sessions().get(0))
                .map(LocalSession::prompt)
                .block(Duration.ofSeconds(60));
        assertThat(prompt).contains("film noir");
    }
}
