package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.testkit.LocalDecartServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ApplicationTest {

    private static final LocalDecartServer SERVER = LocalDecartServer.start();

    @DynamicPropertySource
    static void decart(DynamicPropertyRegistry properties) {
        properties.add("decart.api-key", SERVER::apiKey);
        properties.add("decart.base-url", SERVER::httpUrl);
        properties.add("decart.realtime-base-url", SERVER::realtimeUrl);
        properties.add("decart.transport", () -> "direct");
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void aRequestGetsTenFrames(@Value("${local.server.port}") int port) throws Exception {
        URI frames = URI.create("http://127.0.0.1:" + port + "/frames?prompt=noir");
        String body = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(frames).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(Stream.of(body.split(","))).hasSize(10);
    }
}
