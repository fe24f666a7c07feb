package io.decart4j.file;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.RequestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads a {@link FileReference}; absent and null are the same. */
final class FileReferenceReader {

    private static final int OK = 200;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private @Nullable String id;
    private @Nullable String filename;
    private @Nullable String mediaType;
    private long size;
    private @Nullable String createdAt;
    private @Nullable String expiresAt;

    private FileReferenceReader() {}

    static FileReference read(byte[] json, ErrorCode code) {
        FileReferenceReader reader = new FileReferenceReader();
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw unusable(code);
            }
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                reader.field(name, in.nextToken(), in);
            }
            return reader.reference(code);
        } catch (JacksonException | DateTimeException e) {
            throw unusable(code);
        }
    }

    private void field(String name, JsonToken value, JsonParser in) {
        if (value == JsonToken.VALUE_STRING) {
            text(name, in.getString());
        } else if (value == JsonToken.VALUE_NUMBER_INT && name.equals("size_bytes")) {
            size = in.getLongValue();
        } else {
            in.skipChildren();
        }
    }

    private void text(String name, String value) {
        switch (name) {
            case "id" -> id = value;
            case "filename" -> filename = value;
            case "mime_type" -> mediaType = value;
            case "created_at" -> createdAt = value;
            case "expires_at" -> expiresAt = value;
            default -> {
                // not known
            }
        }
    }

    private FileReference reference(ErrorCode code) {
        if (id == null || !FileId.isOne(id) || createdAt == null || size < 0) {
            throw unusable(code);
        }
        return new FileReference(
                id,
                filename,
                mediaType == null ? FileUploadOptions.ANY_TYPE : mediaType,
                size,
                instant(createdAt),
                expiresAt == null ? null : instant(expiresAt));
    }

    /** With any offset: what is universal time may be written with one. */
    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static RequestException unusable(ErrorCode code) {
        return new RequestException(
                code, OK, "The answer about a file cannot be used: it is not of the expected shape", null);
    }
}
