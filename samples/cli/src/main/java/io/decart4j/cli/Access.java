package io.decart4j.cli;

import io.decart4j.address.ApiKey;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.reactor.DecartClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command needs that talks to a server. */
final class Access {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The server, by default Decart's. ws: and http: mean the same here, and so do wss: and https:.")
    private @Nullable String url;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "A key or a client token, by default the value of DECART_API_KEY.")
    private @Nullable String apiKey;

    DecartClient client(Console console) {
        DecartClient.Builder builder =
                DecartClient.builder().apiKey(key(console)).integration("decart4j-cli");
        if (url == null) {
            return builder.build();
        }
        builder.realtimeBaseUrl(url.replaceFirst("^(?i)http(s?):", "ws$1:"))
                .baseUrl(url.replaceFirst("^(?i)ws(s?):", "http$1:"));
        try {
            return builder.build();
        } catch (InvalidOptionException e) {
            throw url.regionMatches(true, 0, "http", 0, 4) ? asTyped(e) : e;
        }
    }

    /** The client has looked at the WebSocket's URL, which is the one that was typed with another scheme. */
    private static InvalidOptionException asTyped(InvalidOptionException e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\bws(s?):", "http$1:");
        return new InvalidOptionException(e.code(), e.option(), message);
    }

    Secrets secrets(Console console) {
        return Secrets.of(console.environment()).and(apiKey);
    }

    private String key(Console console) {
        return ApiKey.of(apiKey, console.environment().get(ApiKey.ENVIRONMENT_VARIABLE))
                .value();
    }
}
