package io.decart4j.token;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What a client token is to be good for. Everything may be left out; an empty list is refused, because to the server a
 * list that is not sent means no restriction.
 *
 * @param expiresIn how long new connections may be made with it: 1 second to 1 hour in whole seconds
 * @param allowedModels the only models that it may be used with: 1 to 20
 * @param allowedOrigins the only web origins that it may be used from: 1 to 20, each {@code scheme://host[:port]}
 * @param maxSessionDuration how long one session may last: 10 seconds or more in whole seconds
 * @param metadata values of the caller's own: text, numbers, booleans, nulls, lists and maps of these
 */
public record TokenRequest(
        @Nullable Duration expiresIn,
        @Nullable List<String> allowedModels,
        @Nullable List<String> allowedOrigins,
        @Nullable Duration maxSessionDuration,
        @Nullable Map<String, Object> metadata) {

    private static final int MAX_ENTRIES = 20;

    /**
     * Checks every part and takes copies.
     *
     * @throws InvalidOptionException {@code INVALID_OPTIONS} when one is out of its bounds
     */
    public TokenRequest {
        if (expiresIn != null && !isWholeSeconds(expiresIn, 1, 3600)) {
            throw invalid("expiresIn", "takes 1 to 3600 whole seconds, got " + expiresIn);
        }
        if (maxSessionDuration != null && !isWholeSeconds(maxSessionDuration, 10, Long.MAX_VALUE)) {
            throw invalid("maxSessionDuration", "takes at least 10 whole seconds, got " + maxSessionDuration);
        }
        if (allowedModels != null) {
            allowedModels = bounded("allowedModels", allowedModels);
            if (allowedModels.stream().anyMatch(String::isBlank)) {
                throw invalid("allowedModels", "takes names of models, got a blank one");
            }
        }
        if (allowedOrigins != null) {
            allowedOrigins = bounded("allowedOrigins", allowedOrigins);
            for (String origin : allowedOrigins) {
                if (!Origins.isCanonical(origin)) {
                    throw invalid(
                            "allowedOrigins",
                            "takes scheme://host[:port] in lower case, without the usual port and without a path, got \""
                                    + origin + "\"");
                }
            }
        }
        metadata = metadata == null ? null : Metadata.copy(metadata);
    }

    /** A request to be filled in; {@code build()} at once asks for a token with the server's defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The body of the HTTP request; {@code {}} when nothing was asked for. */
    public byte[] toJson() {
        return TokenJson.object(out -> {
            if (expiresIn != null) {
                out.writeNumberProperty("expiresIn", expiresIn.toSeconds());
            }
            names("allowedModels", allowedModels, out);
            names("allowedOrigins", allowedOrigins, out);
            if (maxSessionDuration != null) {
                out.writeObjectPropertyStart("constraints");
                out.writeObjectPropertyStart("realtime");
                out.writeNumberProperty("maxSessionDuration", maxSessionDuration.toSeconds());
                out.writeEndObject();
                out.writeEndObject();
            }
            if (metadata != null) {
                out.writeName("metadata");
                Metadata.write(metadata, out);
            }
        });
    }

    static InvalidOptionException invalid(String option, String message) {
        return new InvalidOptionException(ErrorCode.INVALID_OPTIONS, option, option + " " + message);
    }

    private static void names(String field, @Nullable List<String> names, JsonGenerator out) {
        if (names != null) {
            out.writeArrayPropertyStart(field);
            names.forEach(out::writeString);
            out.writeEndArray();
        }
    }

    private static List<String> bounded(String option, List<String> entries) {
        if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
            throw invalid(option, "takes 1 to " + MAX_ENTRIES + " entries, got " + entries.size());
        }
        return List.copyOf(entries);
    }

    private static boolean isWholeSeconds(Duration duration, long min, long max) {
        return duration.getNano() == 0 && duration.getSeconds() >= min && duration.getSeconds() <= max;
    }

    /** Fills in a {@link TokenRequest}; what is not called is not sent. */
    public static final class Builder {

        private @Nullable Duration expiresIn;
        private @Nullable List<String> allowedModels;
        private @Nullable List<String> allowedOrigins;
        private @Nullable Duration maxSessionDuration;
        private @Nullable Map<String, Object> metadata;

        Builder() {}

        /** How long new connections may be made with it: 1 second to 1 hour; the server's default is 60 seconds. */
        public Builder expiresIn(Duration expiresIn) {
            this.expiresIn = expiresIn;
            return this;
        }

        /** The only models that it may be used with: 1 to 20. */
        public Builder allowedModels(List<String> allowedModels) {
            this.allowedModels = allowedModels;
            return this;
        }

        /** The only models that it may be used with: 1 to 20. */
        public Builder allowedModels(String... allowedModels) {
            return allowedModels(List.of(allowedModels));
        }

        /** The only web origins that it may be used from: 1 to 20, each {@code scheme://host[:port]}. */
        public Builder allowedOrigins(List<String> allowedOrigins) {
            this.allowedOrigins = allowedOrigins;
            return this;
        }

        /** The only web origins that it may be used from: 1 to 20, each {@code scheme://host[:port]}. */
        public Builder allowedOrigins(String... allowedOrigins) {
            return allowedOrigins(List.of(allowedOrigins));
        }

        /** How long one session may last: 10 seconds or more. */
        public Builder maxSessionDuration(Duration maxSessionDuration) {
            this.maxSessionDuration = maxSessionDuration;
            return this;
        }

        /** Values of the caller's own: text, numbers, booleans, nulls, lists and maps of these. */
        public Builder metadata(Map<String, Object> metadata) {
            this.metadata = metadata;
            return this;
        }

        /**
         * The request.
         *
         * @throws io.decart4j.error.InvalidOptionException {@code INVALID_OPTIONS} when a part is out of its bounds
         */
        public TokenRequest build() {
            return new TokenRequest(expiresIn, allowedModels, allowedOrigins, maxSessionDuration, metadata);
        }
    }
}
