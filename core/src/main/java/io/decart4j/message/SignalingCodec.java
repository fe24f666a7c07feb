package io.decart4j.message;

import io.decart4j.error.SignalingException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Between messages and the bytes of a text frame, in both directions. Thread-safe and stateless.
 *
 * <p>Unknown fields are skipped, an unknown {@code type} becomes {@code Unknown}; what is not a message at all becomes
 * a {@link SignalingException} that says where and why without quoting the frame. A large image goes from its bytes to
 * Base64 in the frame without a {@code String} between.
 */
public final class SignalingCodec {

    /** The largest frame either end takes, in bytes. */
    public static final int MAX_FRAME_BYTES = 32 * 1024 * 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            // Parse errors would otherwise quote the frame, and with it prompts and images.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // Streams belong to the caller.
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_FRAME_BYTES)
                    .maxDocumentLength(MAX_FRAME_BYTES)
                    .maxNestingDepth(64)
                    .build())
            .build();

    private static final JsonFactory STRICT =
            JSON.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private SignalingCodec() {}

    /**
     * Reads what a server sent. The stream is not closed.
     *
     * @throws SignalingException when it is not a message
     */
    public static ServerMessage readServerMessage(InputStream frame) {
        return read(() -> JSON.createParser(ObjectReadContext.empty(), frame), ServerMessages::of);
    }

    /**
     * Reads what a server sent.
     *
     * @throws SignalingException when it is not a message
     */
    public static ServerMessage readServerMessage(byte[] frame) {
        return read(() -> JSON.createParser(ObjectReadContext.empty(), frame), ServerMessages::of);
    }

    /**
     * Reads the answer to a viewer's {@code watch-stream} request, which has the fields of a room and no type.
     *
     * @throws SignalingException when something is missing
     */
    public static ServerMessage.LivekitRoomInfo readWatchStream(byte[] body) {
        return read(() -> JSON.createParser(ObjectReadContext.empty(), body), ServerMessages::room);
    }

    /**
     * Reads what a client sent. The stream is not closed.
     *
     * @throws SignalingException when it is not a message
     */
    public static ClientMessage readClientMessage(InputStream frame) {
        return read(() -> JSON.createParser(ObjectReadContext.empty(), frame), ClientMessages::of);
    }

    /**
     * Reads what a client sent.
     *
     * @throws SignalingException when it is not a message
     */
    public static ClientMessage readClientMessage(byte[] frame) {
        return read(() -> JSON.createParser(ObjectReadContext.empty(), frame), ClientMessages::of);
    }

    /**
     * Reads what a client sent, for somebody who judges it before another one reads it: both have to read the same.
     *
     * @throws SignalingException when it is not a message, or has a field twice, at any depth
     */
    public static ClientMessage readUnambiguousClientMessage(byte[] frame) {
        return read(
                () -> STRICT.createParser(ObjectReadContext.empty(), frame),
                ClientMessages::of,
                "not valid JSON, or a field twice,");
    }

    /**
     * Writes what a client says. The stream is not closed.
     *
     * @throws IllegalArgumentException for {@link ClientMessage.Unknown}
     */
    public static void write(ClientMessage message, OutputStream frame) {
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), frame)) {
            ClientMessages.write(message, out);
        }
    }

    /**
     * Writes what a server says. The stream is not closed.
     *
     * @throws IllegalArgumentException for {@link ServerMessage.Unknown}
     */
    public static void write(ServerMessage message, OutputStream frame) {
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), frame)) {
            ServerMessages.write(message, out);
        }
    }

    /** About how many bytes the frame will have: for sizing its buffer, so that a large one is not grown by copying. */
    public static int sizeHint(ClientMessage message) {
        ClientMessage embedded = message instanceof ClientMessage.LivekitJoin join ? join.embedded() : null;
        if (embedded != null) {
            return 256 + sizeHint(embedded);
        }
        return message instanceof ClientMessage.SetImage set && set.image() instanceof ImagePayload.Inline image
                ? 256 + (image.bytes().length + 2) / 3 * 4
                : 256;
    }

    private static <M> M read(Supplier<JsonParser> parser, Function<WireFields, M> shape) {
        return read(parser, shape, "not valid JSON");
    }

    private static <M> M read(Supplier<JsonParser> parser, Function<WireFields, M> shape, String otherwise) {
        // Opening it reads the first bytes already, and may refuse them.
        try (JsonParser in = parser.get()) {
            return shape.apply(WireFields.read(in));
        } catch (WireFormatException e) {
            throw new SignalingException("Malformed message: " + e.getMessage(), null);
        } catch (JacksonException e) {
            // Neither the text nor the cause goes on: both can quote the frame.
            var at = e.getLocation();
            throw new SignalingException(
                    "Malformed message: " + otherwise + " at byte "
                            + (at == null ? 0 : Math.max(0, at.getByteOffset())),
                    null);
        }
    }
}
