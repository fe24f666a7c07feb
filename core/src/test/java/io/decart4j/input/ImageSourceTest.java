package io.decart4j.input;

import static io.decart4j.error.ErrorCode.INVALID_INPUT;
import static io.decart4j.input.Pictures.PNG_BASE64;
import static io.decart4j.input.Pictures.png;
import static io.decart4j.input.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSourceTest {

    private static final ImageSource PNG = new ImageSource.Bytes(png());

    @Test
    void bytesAreCopied() {
        byte[] mine = png();
        ImageSource source = ImageSource.of(mine);
        Arrays.fill(mine, (byte) 0);

        assertThat(source).isEqualTo(PNG).hasSameHashCodeAs(PNG).hasToString("Bytes[12 bytes]");
    }

    @Test
    void aStringIsReadByTheOfficialRule() {
        assertThat(ImageSource.of("data:image/png;base64," + PNG_BASE64)).isEqualTo(PNG);
        assertThat(ImageSource.of("DATA:;BASE64," + PNG_BASE64)).isEqualTo(PNG);
        assertThat(ImageSource.of("https://example.com/a.png"))
                .isEqualTo(new ImageSource.Url(URI.create("https://example.com/a.png")));
        assertThat(ImageSource.of("HTTP://example.com/a.png")).isInstanceOf(ImageSource.Url.class);
        assertThat(ImageSource.of("file_abc")).isEqualTo(new ImageSource.Reference("file_abc"));
        assertThat(ImageSource.of(PNG_BASE64)).isEqualTo(PNG);
    }

    @Test
    void theOtherWays() {
        assertThat(ImageSource.of(Path.of("a.png"))).isEqualTo(new ImageSource.File(Path.of("a.png")));
        assertThat(ImageSource.file("file_1")).isEqualTo(new ImageSource.Reference("file_1"));
        assertThat(ImageSource.clear()).isEqualTo(new ImageSource.Clear());
    }

    @Property(tries = 100)
    void base64ComesBackPaddedOrNotAndInLines(@ForAll @Size(max = 300) byte[] rest) {
        byte[] picture = png(12 + rest.length);
        System.arraycopy(rest, 0, picture, 12, rest.length);
        ImageSource expected = ImageSource.of(picture);

        assertThat(ImageSource.base64(Base64.getEncoder().encodeToString(picture)))
                .isEqualTo(expected);
        assertThat(ImageSource.base64(Base64.getEncoder().withoutPadding().encodeToString(picture)))
                .isEqualTo(expected);
        assertThat(ImageSource.base64(Base64.getMimeEncoder().encodeToString(picture) + "\r\n"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iVBORw0KGgo_-Pv8", "iVBORw0KGgo/+Pv8!", "zebra crossing", "iVBORw0KGgo=/+Pv8"})
    void textThatIsNotBase64IsRefusedWithoutQuotingIt(String text) {
        assertThat(refused(INVALID_INPUT, "image", () -> ImageSource.base64(text)))
                .contains("Base64")
                .doesNotContain("iVBOR", "zebra");
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/secret.png, s3",
        "FILE:///home/ann/face.png, file",
        "gs:face.png, gs",
        "C:\\pictures\\face.png, c",
        "blob:https://example.com/1, blob"
    })
    void aUrlOfAnotherSchemeIsRefusedByItsNameAlone(String text, String scheme) {
        assertThat(refused(INVALID_INPUT, "image", () -> ImageSource.of(text)))
                .contains("got a URL of the scheme " + scheme + ";", "data, http or https URL")
                .doesNotContain("secret", "face", "example.com");
    }

    @Test
    void base64OfSomethingElseIsRefused() {
        assertThat(refused(INVALID_INPUT, "image", () -> ImageSource.base64("aGVsbG8gd29ybGQ=")))
                .contains("takes PNG, JPEG");
        assertThat(refused(INVALID_INPUT, "image", () -> ImageSource.base64("")))
                .contains("no bytes");
    }

    /** The text must not be decoded first. */
    @Test
    void base64ThatIsFarTooLongIsRefusedByItsLength() {
        String huge = "!".repeat(16 * 1024 * 1024);

        assertThat(refused(INVALID_INPUT, "image", () -> ImageSource.base64(huge)))
                .contains("at most 10485760 bytes");
    }

    @Test
    void theLargestImageFitsAsTextWithLineBreaks() {
        byte[] largest = png(ImageBytes.MAX_IMAGE_BYTES);

        assertThat(ImageSource.base64(
                        Base64.getMimeEncoder(64, new byte[] {'\r', '\n'}).encodeToString(largest)))
                .isEqualTo(ImageSource.of(largest));
    }

    @Test
    void aDataUrlMayBePercentEncoded() {
        assertThat(ImageSource.dataUrl("data:image/png,%89PNG%0D%0A%1A%0A?%f8%FB%fc"))
                .isEqualTo(PNG);
        assertThat(ImageSource.dataUrl("data:image/png;base64,iVBORw0KGgo%2F%2BPv8"))
                .isEqualTo(PNG);
    }

    /** As browsers take them: what is pasted has blanks, and a fragment is none of the data. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:image/png; base64,iVBORw0KGgo/+Pv8",
                "data:image/png;base64 ,iVBORw0KGgo/+Pv8",
                "data:image/png;charset=utf-8;BASE64,iVBORw0KGgo/+Pv8",
                " data:image/png;base64,iVBORw0KGgo/+Pv8\n",
                "data:image/png;base64,iVBO Rw0K\tGgo/\r\n+Pv8",
                "data:image/png;base64,iVBORw0KGgo/+Pv8#top",
                "data:image/png;base64,iVBORw0KGgo%2F%2BPv8%20",
                "data:;base64,iVBORw0KGgo/+Pv8"
            })
    void aDataUrlMayHaveBlanksAndAFragment(String url) {
        assertThat(ImageSource.of(url)).isEqualTo(PNG);
        assertThat(ImageSource.dataUrl(url)).isEqualTo(PNG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data:", "data:image/png;base64", "data:image/png;base64,", "image/png;base64,AAAA"})
    void aDataUrlWithoutDataIsRefused(String url) {
        assertThat(refused(INVALID_INPUT, "image", () -> ImageSource.dataUrl(url)))
                .contains("Invalid data URL image");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data:,%8", "data:,%zz", "data:,%", "data:,hello", "data:text/plain,hello%21"})
    void aDataUrlOfSomethingElseIsRefused(String url) {
        refused(INVALID_INPUT, "image", () -> ImageSource.dataUrl(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://example.com/a.png", "file:///etc/passwd", "a.png", "http:///a.png", "http:a", "http://a b"
            })
    void otherUrlsAreRefused(String url) {
        refused(INVALID_INPUT, "image", () -> ImageSource.url(url));
    }

    @Test
    void hostsAreThoseThatTheNetworkKnows() {
        assertThat(ImageSource.url("https://my_bucket.example.com/a.png?X-Signature=zebra"))
                .hasToString("Url[https://my_bucket.example.com/…]");
        assertThat(ImageSource.url("https://bücher.example/ü.png")).hasToString("Url[https://xn--bcher-kva.example/…]");
        assertThat(refused(INVALID_INPUT, "image", () -> ImageSource.url("https://127.0.0.256/a.png")))
                .contains("a host of letters");
    }

    @Test
    void aSignedUrlIsNotShown() {
        assertThat(ImageSource.url("https://bucket.example/a.png?X-Signature=zebra")
                        .toString())
                .contains("bucket.example")
                .doesNotContain("zebra");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file_", "image_1", "FILE_1"})
    void aFileIdBeginsWithItsPrefix(String id) {
        assertThat(refused(INVALID_INPUT, "image", () -> ImageSource.file(id))).contains("file_");
    }
}
