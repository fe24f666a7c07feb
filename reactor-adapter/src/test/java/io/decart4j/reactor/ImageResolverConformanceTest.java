package io.decart4j.reactor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.input.ImageSource;
import io.decart4j.input.SetImageOptions;
import io.decart4j.message.SignalingCodec;
import io.decart4j.reactor.internal.control.ImageResolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/** What docs/protocol.md says of image inputs: from the source to the frame (C52). */
class ImageResolverConformanceTest {

    private static final byte[] PNG = picture();
    private static final String TEXT = Base64.getEncoder().encodeToString(PNG);

    private final ImageResolver images = new ImageResolver(HttpClient.create());

    /** Long enough for line breaks, and with every letter of the alphabet. */
    private static byte[] picture() {
        byte[] all = new byte[1000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 31);
        }
        byte[] head = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
        System.arraycopy(head, 0, all, 0, head.length);
        return all;
    }

    private String frame(ImageSource source) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        images.resolve(source)
                .doOnNext(
                        payload -> SignalingCodec.write(SetImageOptions.none().toMessage(payload.orElse(null)), frame))
                .block(Studio.PATIENCE);
        return frame.toString(UTF_8);
    }

    @Test
    void C52_everySourceEndsInTheSameBase64WithoutLineBreaks(@TempDir Path folder) throws IOException {
        DisposableServer web = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> response.sendByteArray(Mono.just(PNG)))
                .bindNow();
        try {
            List<ImageSource> sources = List.of(
                    ImageSource.of(PNG),
                    ImageSource.of(TEXT),
                    ImageSource.of("data:image/png;base64," + TEXT),
                    ImageSource.of("http://127.0.0.1:" + web.port() + "/a.png"),
                    ImageSource.of(Files.write(folder.resolve("a.png"), PNG)),
                    ImageSource.base64(Base64.getMimeEncoder().encodeToString(PNG)));
            assertThat(TEXT).contains("+").contains("/").endsWith("=");
            assertThat(sources.stream().map(this::frame))
                    .hasSize(6)
                    .containsOnly("{\"type\":\"set_image\",\"image_data\":\"" + TEXT + "\"}");
        } finally {
            web.disposeNow();
        }
    }

    @Test
    void C52_clearIsNull() {
        assertThat(frame(ImageSource.clear())).isEqualTo("{\"type\":\"set_image\",\"image_data\":null}");
    }

    @Test
    void C52_aUrlThatIsNotThereSaysSo() {
        DisposableServer web = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> response.sendNotFound())
                .bindNow();
        try {
            ImageSource missing = ImageSource.of("http://127.0.0.1:" + web.port() + "/a.png");
            assertThatThrownBy(() -> frame(missing))
                    .isInstanceOf(InvalidOptionException.class)
                    .hasMessage("Failed to fetch image: 404 Not Found");
        } finally {
            web.disposeNow();
        }
    }

    @Test
    void C52_anEmptyDataUrlIsRefused() {
        assertThatThrownBy(() -> ImageSource.of("data:image/png;base64,")).isInstanceOf(InvalidOptionException.class);
    }
}
