package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.error.RequestException;
import io.decart4j.file.FileReference;
import io.decart4j.file.FileUploadOptions;
import io.decart4j.input.SetInput;
import java.awt.Color;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Files against the local server, and what never gets there. */
class FilesClientTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

    private final Studio studio = new Studio();
    private final FilesClient files = studio.client.files();

    @AfterEach
    void close() {
        studio.close();
    }

    @Test
    void aFileIsUploadedAskedForAndDeleted() {
        FileUploadOptions options =
                FileUploadOptions.DEFAULT.named("coat \u00e9.png").expiresAfter(Duration.ofHours(1));
        FileReference file = done(files.upload(PNG, options));

        assertThat(file.id()).startsWith("file_");
        assertThat(file.filename()).isEqualTo("coat \u00e9.png");
        assertThat(file.mediaType()).isEqualTo("image/png");
        assertThat(file.sizeBytes()).isEqualTo(PNG.length);
        assertThat(file.expiresAt()).isEqualTo(file.createdAt().plus(Duration.ofHours(1)));
        assertThat(done(files.get(file.id()))).isEqualTo(file);

        files.delete(file.id()).block(Studio.PATIENCE);
        assertGone(files.get(file.id()), ErrorCode.FILES_GET_ERROR);
        assertGone(files.delete(file.id()), ErrorCode.FILES_DELETE_ERROR);
    }

    @Test
    void withoutOptionsItHasTheServicesLifetime() {
        FileReference file = done(files.upload("words".getBytes(StandardCharsets.UTF_8)));

        assertThat(file.mediaType()).isEqualTo("application/octet-stream");
        assertThat(file.expiresAt()).isEqualTo(file.createdAt().plus(Duration.ofDays(1)));
        assertThat(done(files.upload(PNG, FileUploadOptions.DEFAULT.persistent()))
                        .expiresAt())
                .isNull();
    }

    @Test
    void aFileOfThisMachineHasItsOwnName(@TempDir Path folder) throws IOException {
        Path path = Files.write(folder.resolve("red.png"), PNG);

        FileReference file = done(files.upload(path, FileUploadOptions.DEFAULT));
        assertThat(file.filename()).isEqualTo("red.png");
        assertThat(file.sizeBytes()).isEqualTo(PNG.length);
        assertThat(done(files.upload(path, FileUploadOptions.DEFAULT.named("other")))
                        .filename())
                .isEqualTo("other");
    }

    @Test
    void theLargestFileGoesThroughInPieces() {
        Flux<ByteBuffer> pieces =
                Flux.fromStream(IntStream.range(0, 160).mapToObj(i -> ByteBuffer.wrap(new byte[64 * 1024])));

        assertThat(done(files.upload(pieces, FileUploadOptions.DEFAULT)).sizeBytes())
                .isEqualTo(FileUploadOptions.MAX_BYTES);
    }

    @Test
    void anUploadedPictureIsSeenByItsId() throws IOException {
        FileReference file = done(files.upload(EndToEndTest.png(new Color(0, 160, 0)), FileUploadOptions.DEFAULT));
        RealtimeSession session = studio.connect(studio.options());

        session.set(SetInput.image(file.image())).block(Studio.PATIENCE);

        Studio.awaitPicture(session, Studio.isTinted(0x00A000));
        assertThat(studio.server.sessions().get(0).log())
                .anyMatch(message -> message.text().contains("\"image_ref\":\"" + file.id() + "\""));
    }

    @Test
    void whatIsTooLargeOrEmptyIsNotSent(@TempDir Path folder) throws IOException {
        byte[] large = new byte[FileUploadOptions.MAX_BYTES + 1];
        assertThatThrownBy(() -> files.upload(large)).isInstanceOf(InvalidOptionException.class);
        assertThatThrownBy(() -> files.upload(new byte[0])).isInstanceOf(InvalidOptionException.class);

        AtomicBoolean cancelled = new AtomicBoolean();
        Flux<ByteBuffer> endless = Flux.generate(sink -> sink.next(ByteBuffer.wrap(new byte[1 << 20])));
        assertInvalid(files.upload(endless.doOnCancel(() -> cancelled.set(true)), FileUploadOptions.DEFAULT));
        assertThat(cancelled).isTrue();
        assertInvalid(files.upload(Flux.empty(), FileUploadOptions.DEFAULT));

        assertInvalid(files.upload(Files.write(folder.resolve("large"), large), FileUploadOptions.DEFAULT));
        assertInvalid(files.upload(folder.resolve("none"), FileUploadOptions.DEFAULT));
        assertInvalid(files.upload(folder, FileUploadOptions.DEFAULT));
    }

    @Test
    void anErrorOfThePublisherIsTheError() {
        assertThatThrownBy(
                        () -> files.upload(Flux.error(new IllegalStateException("source")), FileUploadOptions.DEFAULT)
                                .block(Studio.PATIENCE))
                .hasMessage("source");
    }

    @Test
    void aRefusalSaysTheServicesWordsAndNoKey() {
        try (DecartClient stranger = studio.client("dct_wrong")) {
            assertThatThrownBy(() -> stranger.files().upload(PNG).block(Studio.PATIENCE))
                    .isInstanceOfSatisfying(RequestException.class, e -> {
                        assertThat(e.status()).isEqualTo(401);
                        assertThat(e.code()).isEqualTo(ErrorCode.FILES_UPLOAD_ERROR);
                        assertThat((Throwable) e).hasMessage("Failed to upload file: 401 - Invalid API key");
                    });
        }
    }

    @Test
    void theQuotaIsWhatTheServerHas() {
        assertThat(done(studio.client.realtime().quota()).active()).hasValue(0);
        studio.connect(studio.options());

        assertThat(done(studio.client.realtime().quota()).active()).hasValue(1);
        try (DecartClient stranger = studio.client("dct_wrong")) {
            assertThatThrownBy(() -> stranger.realtime().quota().block(Studio.PATIENCE))
                    .isInstanceOf(RequestException.class)
                    .hasMessage("Failed to ask for the quota: 401 - Invalid API key");
        }
    }

    private static void assertGone(Mono<?> call, ErrorCode code) {
        assertThatThrownBy(() -> call.block(Studio.PATIENCE)).isInstanceOfSatisfying(RequestException.class, e -> {
            assertThat(e.status()).isEqualTo(404);
            assertThat(e.code()).isEqualTo(code);
        });
    }

    private static void assertInvalid(Mono<?> upload) {
        assertThatThrownBy(() -> upload.block(Studio.PATIENCE))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageStartingWith("file takes ");
    }

    private static <T> T done(Mono<T> call) {
        return Objects.requireNonNull(call.block(Studio.PATIENCE));
    }
}
