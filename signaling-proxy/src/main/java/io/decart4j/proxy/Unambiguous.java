package io.decart4j.proxy;

import io.decart4j.error.SignalingException;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.SignalingCodec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads messages that everybody reads the same way: with a field twice, a hook could see another one than the service. */
final class Unambiguous {

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(SignalingCodec.MAX_FRAME_BYTES)
                    .maxDocumentLength(SignalingCodec.MAX_FRAME_BYTES)
                    .maxNestingDepth(64)
                    .build())
            .build();

    private Unambiguous() {}

    /**
     * The message.
     *
     * @throws SignalingException when it is none, or has a field twice
     */
    static ClientMessage clientMessage(byte[] frame) {
        ClientMessage message = SignalingCodec.readClientMessage(frame);
        try (JsonParser in = STRICT.createParser(ObjectReadContext.empty(), frame)) {
            while (in.nextToken() != null) {
                // Duplicates are found by the parser; values are skipped.
            }
        } catch (JacksonException e) {
            throw new SignalingException("Malformed message: a field is there twice", null);
        }
        return message;
    }
}
