package io.decart4j.testkit;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;

/** Calls of the HTTP side. */
record Http(int status, HttpHeaders headers, String body) {

    static Http post(LocalDecartServer server, String path, @Nullable String key, String body) {
        return call(HttpMethod.POST, server, path, key, body);
    }

    /** A file as official clients upload one. */
    static Http upload(LocalDecartServer server, byte[] file) {
        return upload(server, server.apiKey(), file);
    }

    static Http upload(LocalDecartServer server, @Nullable String key, byte[] file) {
        return Objects.requireNonNull(HttpClient.newConnection()
                .headers(headers -> {
                    if (key != null) {
                        headers.set("x-api-key", key);
                    }
                })
                .post()
                .uri(server.httpUrl() + "/v1/files")
                .sendForm((request, form) -> form.multipart(true)
                        .file("file", "picture.png", new ByteArrayInputStream(file), "image/png")
                        .attr("ttl_seconds", "60"))
                .responseSingle((response, content) -> content.asString()
                        .map(text -> new Http(response.status().code(), response.responseHeaders(), text)))
                .block(RawClient.SOON));
    }

    static Http get(LocalDecartServer server, String path) {
        return call(HttpMethod.GET, server, path, null, "");
    }

    static Http call(HttpMethod method, LocalDecartServer server, String path, @Nullable String key, String body) {
        return Objects.requireNonNull(HttpClient.newConnection()
                .headers(headers -> {
                    headers.set("Origin", "null");
                    if (key != null) {
                        headers.set("x-api-key", key);
                    }
                })
                .request(method)
                .uri(server.httpUrl() + path)
                .send(ByteBufFlux.fromString(Mono.just(body)))
                .responseSingle((response, content) -> content.asString()
                        .defaultIfEmpty("")
                        .map(text -> new Http(response.status().code(), response.responseHeaders(), text)))
                .block(RawClient.SOON));
    }

    Map<String, @Nullable Object> json() {
        return RawClient.read(body);
    }

    String text(String field) {
        return String.valueOf(json().get(field));
    }
}
