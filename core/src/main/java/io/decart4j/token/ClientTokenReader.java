package io.decart4j.token;

import io.decart4j.error.TokenCreateException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a {@link ClientToken}; unknown fields are skipped, absent and null are the same. */
final class ClientTokenReader {

    private static final int OK = 200;

    private final List<String> models = new ArrayList<>();
    private final List<String> origins = new ArrayList<>();
    private @Nullable String apiKey;
    private @Nullable String token;
    private @Nullable String expiresAt;
    private @Nullable Duration maxSessionDuration;

    private ClientTokenReader() {}

    static ClientToken read(byte[] json) {
        ClientTokenReader reader = new ClientTokenReader();
        try (JsonParser in = TokenJson.parser(json)) {
            in.nextToken();
            reader.object(in, "");
            return reader.token();
        } catch (JacksonException | DateTimeException e) {
            throw malformed("it is not valid JSON of the expected shape"); // the cause may quote the key
        }
    }

    private ClientToken token() {
        if (apiKey == null || apiKey.isBlank() || expiresAt == null) {
            throw malformed("apiKey or expiresAt is missing");
        }
        return new ClientToken(apiKey, Instant.parse(expiresAt), token, models, origins, maxSessionDuration);
    }

    /** Fields are told apart by their path, so that a field of the same name elsewhere is not taken for them. */
    private void object(JsonParser in, String path) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw malformed(path.isEmpty() ? "it is not an object" : path + "is not an object");
        }
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            if (in.nextToken() != JsonToken.VALUE_NULL) {
                value(in, path + name);
            }
        }
    }

    private void value(JsonParser in, String path) {
        switch (path) {
            case "apiKey" -> apiKey = text(in, path);
            case "token" -> token = text(in, path);
            case "expiresAt" -> expiresAt = text(in, path);
            case "permissions", "constraints", "constraints.realtime" -> object(in, path + ".");
            case "permissions.models" -> texts(in, path, models);
            case "permissions.origins" -> texts(in, path, origins);
            case "constraints.realtime.maxSessionDuration" ->
                maxSessionDuration = Duration.ofSeconds(in.getLongValue());
            default -> in.skipChildren();
        }
    }

    private static String text(JsonParser in, String path) {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw malformed(path + " is not a string");
        }
        return in.getString();
    }

    private static void texts(JsonParser in, String path, List<String> to) {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw malformed(path + " is not a list");
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            to.add(text(in, path));
        }
    }

    private static TokenCreateException malformed(String what) {
        return new TokenCreateException(OK, "The answer to the token request cannot be used: " + what, null);
    }
}
