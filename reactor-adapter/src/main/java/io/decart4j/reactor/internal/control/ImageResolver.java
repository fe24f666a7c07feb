package io.decart4j.reactor.internal.control;

import io.decart4j.error.DecartException;
import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.input.ImageBytes;
import io.decart4j.input.ImageSource;
import io.decart4j.message.ImagePayload;
import io.decart4j.websocket.BoundedBody;
import io.decart4j.websocket.DefaultTls;
import io.decart4j.websocket.NetworkFailure;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

/** Reads images from wherever they are, off the event loop, within {@link ImageBytes#MAX_IMAGE_BYTES}. */
public final class ImageResolver {

    private static final Duration FETCH_LIMIT = Duration.ofSeconds(30);
    private static final int MAX_REDIRECTS = 5;

    private final HttpClient http;

    public ImageResolver(HttpClient http) {
        this.http = http.followRedirect((request, response) ->
                isRedirect(response.status()) && request.redirectedFrom().length < MAX_REDIRECTS);
    }

    /** The image for a message; empty for none and for {@code clear()}. Errors are about the option {@code image}. */
    public Mono<Optional<ImagePayload>> resolve(@Nullable ImageSource source) {
        if (source == null || source instanceof ImageSource.Clear) {
            return Mono.just(Optional.empty());
        }
        if (source instanceof ImageSource.Reference reference) {
            return Mono.just(Optional.of(new ImagePayload.Reference(reference.id())));
        }
        return bytes(source).map(bytes -> {
            ImageBytes.check(bytes, "image");
            return Optional.of(new ImagePayload.Inline(bytes));
        });
    }

    private Mono<byte[]> bytes(ImageSource source) {
        if (source instanceof ImageSource.File file) {
            return Mono.fromCallable(
                            () -> LocalFile.read(file.path(), ImageBytes.MAX_IMAGE_BYTES, ImageResolver::takes))
                    .subscribeOn(Schedulers.boundedElastic());
        }
        if (source instanceof ImageSource.Url url) {
            return fetch(url.url().toString());
        }
        return Mono.just(((ImageSource.Bytes) source).bytes());
    }

    private Mono<byte[]> fetch(String url) {
        return DefaultTls.before(http.get()
                        .uri(url)
                        .response((response, body) -> {
                            HttpResponseStatus status = response.status();
                            if (status.code() < 200 || status.code() > 299) {
                                return Mono.error(invalid(
                                        "Failed to fetch image: " + status.code() + " " + status.reasonPhrase(), null));
                            }
                            return BoundedBody.of(
                                    body.asByteArray(), ImageBytes.MAX_IMAGE_BYTES, ImageResolver::tooLong);
                        })
                        .single())
                .timeout(FETCH_LIMIT)
                .onErrorMap(
                        e -> !(e instanceof DecartException),
                        e -> invalid("Failed to fetch image: " + NetworkFailure.words(e), null));
    }

    private static InvalidOptionException tooLong() {
        return takes("takes at most " + ImageBytes.MAX_IMAGE_BYTES + " bytes, the URL has more", null);
    }

    private static boolean isRedirect(HttpResponseStatus status) {
        int code = status.code();
        return code == 301 || code == 302 || code == 303 || code == 307 || code == 308;
    }

    private static InvalidOptionException takes(String what, @Nullable Throwable cause) {
        return invalid("image " + what, cause);
    }

    private static InvalidOptionException invalid(String message, @Nullable Throwable cause) {
        return new InvalidOptionException(ErrorCode.INVALID_INPUT, "image", message, cause);
    }
}
