package io.decart4j.testkit;

import io.decart4j.message.SignalingCodec;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/** {@code /v1/files}: images that commands refer to. */
final class FileRequests {

    static final String PATH = "/v1/files";

    private static final long LEAST_SECONDS = 60;
    private static final long MOST_SECONDS = 2_592_000;

    private final ClientTokens tokens;
    private final UploadedFiles files;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(@Nullable String fileName, @Nullable String mimeType, byte[] content) {}

    FileRequests(ClientTokens tokens, UploadedFiles files) {
        this.tokens = tokens;
        this.files = files;
    }

    /** Reads the form and keeps its file. */
    Mono<Reply> upload(@Nullable String key, HttpServerRequest request) {
        Reply refused = refusal(key, request.isMultipart());
        if (refused != null) {
            return request.receive().then(Mono.just(refused));
        }
        // In memory altogether: the default writes to the disk, on the event loop.
        return request.receiveForm(form -> form.maxInMemorySize(-1).maxSize(SignalingCodec.MAX_FRAME_BYTES))
                .filter(HttpData::isCompleted)
                .collect(HashMap<String, Part>::new, (parts, data) -> parts.put(data.getName(), part(data)))
                .map(this::keep);
    }

    /** {@code GET} and {@code DELETE}. */
    Reply one(String key, String id, boolean delete) {
        if (!isKnown(key)) {
            return Reply.error(401, "Invalid API key");
        }
        if (delete && files.remove(id)) {
            return new Reply(204, null);
        }
        return files.about(id).map(Reply::ok).orElseGet(() -> Reply.error(404, "File not found"));
    }

    private Reply keep(Map<String, Part> parts) {
        Part file = parts.get("file");
        if (file == null) {
            return Reply.invalidBody("the form takes a part file");
        }
        Part ttl = parts.get("ttl_seconds");
        String lifetime = ttl == null ? "86400" : new String(ttl.content(), StandardCharsets.UTF_8);
        String mimeType = file.mimeType() == null ? "application/octet-stream" : file.mimeType();
        if (lifetime.equals("persistent")) {
            return Reply.ok(files.add(file.fileName(), mimeType, file.content(), null));
        }
        try {
            long seconds = Long.parseLong(lifetime);
            if (seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS) {
                return Reply.ok(files.add(file.fileName(), mimeType, file.content(), Duration.ofSeconds(seconds)));
            }
        } catch (NumberFormatException e) {
            // said below
        }
        return Reply.invalidBody(
                "ttl_seconds takes " + LEAST_SECONDS + " to " + MOST_SECONDS + " or the word persistent");
    }

    private @Nullable Reply refusal(@Nullable String key, boolean multipart) {
        if (key == null) {
            return Reply.missingKey();
        } else if (!isKnown(key)) {
            return Reply.error(401, "Invalid API key");
        }
        return multipart ? null : Reply.invalidBody("the body takes multipart/form-data with a part file");
    }

    private boolean isKnown(String key) {
        return tokens.grantOf(key).isPresent();
    }

    private static Part part(HttpData data) {
        try {
            return data instanceof FileUpload file
                    ? new Part(file.getFilename(), file.getContentType(), file.get())
                    : new Part(null, null, data instanceof Attribute text ? text.get() : new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
