package io.decart4j.input;

import io.decart4j.net.UrlHost;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * Where a reference image comes from. Bytes, Base64 and data URLs are checked when they are given; a file and a URL are
 * read by the client when they are needed, outside {@code core}.
 */
public sealed interface ImageSource {

    /** A copy of these bytes, which are a picture by {@link ImageBytes#check}. */
    static ImageSource of(byte[] bytes) {
        return new Bytes(Objects.requireNonNull(bytes, "image").clone());
    }

    /** A file, read when the image is sent. */
    static ImageSource of(Path file) {
        return new File(Objects.requireNonNull(file, "image"));
    }

    /**
     * What the official SDKs make of a string: a {@code data:} URL, an {@code http(s):} URL, a reference that begins
     * with {@code file_}, or else Base64. Blanks around it mean nothing.
     *
     * @throws io.decart4j.error.InvalidOptionException {@code INVALID_INPUT} for anything else; a URL of another scheme is refused
     *     by the name of that
     */
    static ImageSource of(String pasted) {
        String text = Objects.requireNonNull(pasted, "image").strip();
        if (ImageText.isDataUrl(text)) {
            return dataUrl(text);
        }
        if (text.regionMatches(true, 0, "http:", 0, 5) || text.regionMatches(true, 0, "https:", 0, 6)) {
            return url(text);
        }
        if (text.startsWith(Reference.PREFIX)) {
            return file(text);
        }
        ImageText.checkScheme(text);
        return base64(text);
    }

    /** A picture in standard Base64; padding may be missing and lines may be broken. */
    static ImageSource base64(String text) {
        return new Bytes(ImageText.base64(Objects.requireNonNull(text, "image")));
    }

    /** A picture in a {@code data:} URL, Base64 or percent-encoded, with blanks and a fragment as browsers take them. */
    static ImageSource dataUrl(String url) {
        return new Bytes(ImageText.dataUrl(Objects.requireNonNull(url, "image")));
    }

    /** A picture behind an {@code http:} or {@code https:} URL, fetched when the image is sent. */
    static ImageSource url(String httpUrl) {
        try {
            return new Url(new URI(Objects.requireNonNull(httpUrl, "image")));
        } catch (URISyntaxException e) {
            throw ImageBytes.invalid("image", "takes an http or https URL, got one that does not parse");
        }
    }

    /** A file that was uploaded before, by its id. */
    static ImageSource file(String fileId) {
        return new Reference(Objects.requireNonNull(fileId, "fileId"));
    }

    /** No image: the one in force is taken away. */
    static ImageSource clear() {
        return new Clear();
    }

    /**
     * The picture itself.
     *
     * @param bytes the encoded picture, not copied: it must not change any more
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by content below
    record Bytes(byte[] bytes) implements ImageSource {

        /** Checks the bytes by {@link ImageBytes#check}. */
        public Bytes {
            ImageBytes.check(bytes, "image");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Bytes[" + bytes.length + " bytes]";
        }
    }

    /** A file of this machine. */
    record File(Path path) implements ImageSource {}

    /** A picture on the web. */
    record Url(URI url) implements ImageSource {

        /** Checks for {@code http} or {@code https} and a host. */
        public Url {
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            if (!(scheme.equals("http") || scheme.equals("https")) || url.getRawAuthority() == null) {
                throw ImageBytes.invalid("image", "takes an http or https URL with a host");
            }
            if (UrlHost.of(url).isEmpty()) {
                throw ImageBytes.invalid("image", "takes an http or https URL with " + UrlHost.TAKES);
            }
            url = UrlHost.inAscii(url);
        }

        /** Scheme and host only: signed URLs carry their secret in the rest. */
        @Override
        public String toString() {
            return "Url[" + url.getScheme() + "://"
                    + UrlHost.of(url).map(UrlHost::name).orElse("") + "/…]";
        }
    }

    /** An uploaded file. */
    record Reference(String id) implements ImageSource {

        private static final String PREFIX = "file_";

        /** Checks that the id begins with {@code file_}. */
        public Reference {
            if (!id.startsWith(PREFIX) || id.length() == PREFIX.length()) {
                throw ImageBytes.invalid("image", "takes a file id that begins with file_, got \"" + id + "\"");
            }
        }
    }

    /** Takes the image in force away. */
    record Clear() implements ImageSource {}
}
