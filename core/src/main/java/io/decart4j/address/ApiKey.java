package io.decart4j.address;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import org.jspecify.annotations.Nullable;

/** A permanent key or a client token's key. It shows itself only to {@link #value()}. */
public final class ApiKey {

    /** The environment variable that is read when no key is given. */
    public static final String ENVIRONMENT_VARIABLE = "DECART_API_KEY";

    private final String value;

    private ApiKey(String value) {
        this.value = value;
    }

    /**
     * The key that was given, or else the one of the environment, trimmed.
     *
     * @param option the key of the options, or null when none was given
     * @param environment the value of {@link #ENVIRONMENT_VARIABLE}, or null when it is not set
     * @throws InvalidOptionException {@code INVALID_API_KEY} when it is missing, blank, or not printable ASCII
     */
    public static ApiKey of(@Nullable String option, @Nullable String environment) {
        String key = option != null ? option : environment;
        if (key == null || key.isBlank()) {
            throw invalid((key == null ? "Missing" : "Blank") + " API key: pass apiKey or set " + ENVIRONMENT_VARIABLE);
        }
        String trimmed = key.strip();
        if (!Ascii.isPrintable(trimmed)) {
            throw invalid("apiKey takes printable ASCII, got a key with other characters");
        }
        return new ApiKey(trimmed);
    }

    /** The key itself. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiKey that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "ApiKey[***]";
    }

    private static InvalidOptionException invalid(String message) {
        return new InvalidOptionException(ErrorCode.INVALID_API_KEY, "apiKey", message);
    }
}
