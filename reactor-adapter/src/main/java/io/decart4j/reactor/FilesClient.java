package io.decart4j.reactor;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.error.RequestException;
import io.decart4j.file.FileId;
import io.decart4j.file.FileReference;
import io.decart4j.file.FileUploadOptions;
import io.decart4j.input.ImageBytes;
import io.decart4j.reactor.internal.control.HttpApi;
import io.decart4j.reactor.internal.control.LocalFile;
import io.decart4j.websocket.BoundedBody;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

/**
 * Uploads files once that are used as reference images many times ({@link FileReference#image()}): what is sent with a command is
 * then the id and not the picture. Files are held in memory while they are uploaded, 10 MiB at most. Errors with
 * {@link RequestException}, which has the HTTP status; on an event loop of the HTTP client.
 */
public final class FilesClient {

    private static final Duration UPLOAD = Duration.ofMinutes(2);
    private static final Duration QUESTION = Duration.ofSeconds(30);
    private static final String PATH = "/v1/files";

    private final HttpApi api;

    FilesClient(HttpApi api) {
        this.api = api;
    }

    /** A file of these bytes with the service's defaults; see {@link #upload(byte[], FileUploadOptions)}. */
    public Mono<FileReference> upload(byte[] content) {
        return upload(content, FileUploadOptions.DEFAULT);
    }

    /**
     * A file of these bytes, which must not change before it is uploaded, at each subscription.
     *
     * @throws InvalidOptionException {@code INVALID_INPUT} for none, and for more than 10 MiB
     */
    public Mono<FileReference> upload(byte[] content, FileUploadOptions options) {
        Objects.requireNonNull(options, "options");
        FileUploadOptions.checkLength(Objects.requireNonNull(content, "content").length);
        return Mono.defer(() -> send(content, options));
    }

    /**
     * A file of this machine, read at each subscription where that may block, and named as it is unless {@code options} name it.
     * {@link InvalidOptionException} for one that cannot be read, is empty, or has more than 10 MiB; nothing is sent then.
     */
    public Mono<FileReference> upload(Path file, FileUploadOptions options) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(options, "options");
        return Mono.fromCallable(() -> LocalFile.read(file, FileUploadOptions.MAX_BYTES, FilesClient::invalid))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(content -> upload(content, named(options, file)));
    }

    /**
     * A file of what a publisher emits, which is subscribed at each subscription and cancelled beyond 10 MiB. Its error is the
     * error; nothing is sent then, and for {@link InvalidOptionException} likewise.
     */
    public Mono<FileReference> upload(Publisher<ByteBuffer> content, FileUploadOptions options) {
        Objects.requireNonNull(options, "options");
        return BoundedBody.of(
                        Flux.from(Objects.requireNonNull(content, "content")).map(FilesClient::bytes),
                        FileUploadOptions.MAX_BYTES,
                        FileUploadOptions::tooLarge)
                .flatMap(bytes -> upload(bytes, options));
    }

    /** What is known of a file; {@link RequestException} with 404 for one that is not there, or no more. */
    public Mono<FileReference> get(String fileId) {
        String path = PATH + "/" + FileId.check(Objects.requireNonNull(fileId, "fileId"));
        return api.call(HttpClient::get, path, QUESTION, failure(ErrorCode.FILES_GET_ERROR, "get"))
                .map(json -> FileReference.fromJson(json, ErrorCode.FILES_GET_ERROR));
    }

    /** Deletes a file; {@link RequestException} with 404 for one that is not there, or no more. */
    public Mono<Void> delete(String fileId) {
        String path = PATH + "/" + FileId.check(Objects.requireNonNull(fileId, "fileId"));
        return api.call(HttpClient::delete, path, QUESTION, failure(ErrorCode.FILES_DELETE_ERROR, "delete"))
                .then();
    }

    private Mono<FileReference> send(byte[] content, FileUploadOptions options) {
        String type = Objects.requireNonNullElseGet(
                options.mediaType(), () -> ImageBytes.mediaType(content).orElse(FileUploadOptions.ANY_TYPE));
        String name = Objects.requireNonNullElse(options.filename(), "file");
        return api.call(
                        http -> http.post().sendForm((request, form) -> {
                            form.multipart(true).file("file", name, new ByteArrayInputStream(content), type);
                            if (options.timeToLive() != null) {
                                form.attr("ttl_seconds", options.timeToLive());
                            }
                        }),
                        PATH,
                        UPLOAD,
                        failure(ErrorCode.FILES_UPLOAD_ERROR, "upload"))
                .map(json -> FileReference.fromJson(json, ErrorCode.FILES_UPLOAD_ERROR));
    }

    private static HttpApi.Failure failure(ErrorCode code, String what) {
        return (status, words, cause) ->
                new RequestException(code, status, "Failed to " + what + " file: " + words, cause);
    }

    private static FileUploadOptions named(FileUploadOptions options, Path file) {
        Path name = file.getFileName();
        return options.filename() != null || name == null ? options : options.named(name.toString());
    }

    private static byte[] bytes(ByteBuffer part) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        return bytes;
    }

    private static InvalidOptionException invalid(String message, Throwable cause) {
        return new InvalidOptionException(ErrorCode.INVALID_INPUT, "file", "file " + message, cause);
    }
}
