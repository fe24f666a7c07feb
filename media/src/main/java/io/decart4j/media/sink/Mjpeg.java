package io.decart4j.media.sink;

import io.decart4j.media.VideoFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;

/**
 * Motion JPEG over HTTP: an endless answer that a browser shows in an {@code <img>}. Send {@link #CONTENT_TYPE} as the
 * content type and flush each piece; a {@code byte[]} is what WebFlux and Reactor Netty wrap in their buffers.
 */
public final class Mjpeg {

    private static final String BOUNDARY = "decart4j-frame";

    /** The content type, with the boundary between the pictures. */
    public static final String CONTENT_TYPE = "multipart/x-mixed-replace; boundary=" + BOUNDARY;

    private static final float QUALITY = 0.8f;
    private static final byte[] DELIMITER = ascii("--" + BOUNDARY + "\r\n");

    private Mjpeg() {}

    /** With a quality of 0.8; as {@link #stream(Flux, double)}. */
    public static Flux<byte[]> stream(Flux<VideoFrame> frames) {
        return stream(frames, QUALITY);
    }

    /**
     * The answer's body. All frames are asked for at once and released; each piece is the newest frame at the time when it is
     * asked for, so a slow reader sees fewer frames and no old ones. Encoded on {@code Schedulers.boundedElastic()}. An
     * error of the source comes through.
     *
     * @param quality of the JPEGs, 0 to 1
     * @return a piece a picture, header included, which ends with the delimiter: browsers show a picture only then
     * @throws IllegalArgumentException when the quality is out of range
     */
    public static Flux<byte[]> stream(Flux<VideoFrame> frames, double quality) {
        if (!(quality >= 0 && quality <= 1)) {
            throw new IllegalArgumentException("quality takes 0 to 1, not " + quality);
        }
        return Flux.defer(() -> {
            boolean[] begun = {false};
            return Newest.of(frames).map(frame -> {
                try (frame) {
                    byte[] piece = piece(Jpeg.encode(frame, (float) quality), !begun[0]);
                    begun[0] = true;
                    return piece;
                }
            });
        });
    }

    private static byte[] piece(byte[] jpeg, boolean first) {
        ByteArrayOutputStream piece = new ByteArrayOutputStream(jpeg.length + 128);
        if (first) {
            piece.writeBytes(DELIMITER);
        }
        piece.writeBytes(ascii("Content-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n"));
        piece.writeBytes(jpeg);
        piece.writeBytes(ascii("\r\n"));
        piece.writeBytes(DELIMITER);
        return piece.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
