package io.decart4j.address;

import io.decart4j.error.InvalidOptionException;
import org.jspecify.annotations.Nullable;

/** The name that a client gives itself, in the header and in the WebSocket URL. */
public final class UserAgent {

    private UserAgent() {}

    /**
     * {@code decart-java-sdk/<version> lang/java [<integration> ]runtime/jvm/<java version>}.
     *
     * @param integration what is built on decart4j, for example {@code spring/4.1}; null or blank for nothing
     * @throws InvalidOptionException {@code INVALID_OPTIONS} when {@code integration} is not printable ASCII
     */
    public static String of(String version, @Nullable String integration, String javaVersion) {
        String middle = integration == null || integration.isBlank() ? "" : integration.strip() + " ";
        if (!Ascii.isPrintable(middle)) {
            throw InvalidOptionException.of("integration", "takes printable ASCII, got other characters");
        }
        return "decart-java-sdk/" + version + " lang/java " + middle + "runtime/jvm/" + javaVersion;
    }
}
