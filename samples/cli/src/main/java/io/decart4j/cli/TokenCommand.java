package io.decart4j.cli;

import io.decart4j.reactor.DecartClient;
import io.decart4j.token.ClientToken;
import io.decart4j.token.TokenRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a client token. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Makes a client token: a short-lived key that may be given to end users. Prints it, and nothing"
                + " else, on standard output.")
final class TokenCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private Access access = new Access();

    @Option(
            names = "--expires-in",
            paramLabel = "TIME",
            converter = Converters.Time.class,
            description = "How long new connections may be made with it, 1s to 1h; the server's default is 60s.")
    private @Nullable Duration expiresIn;

    @Option(names = "--allow-model", paramLabel = "NAME", description = "The only models it is good for.")
    private List<String> models = List.of();

    @Option(names = "--allow-origin", paramLabel = "ORIGIN", description = "The only web origins it is good for.")
    private List<String> origins = List.of();

    @Option(
            names = "--max-session-duration",
            paramLabel = "TIME",
            converter = Converters.Time.class,
            description = "How long one session may last, 10s or more.")
    private @Nullable Duration maxSessionDuration;

    @Option(names = "--json", description = "All that the server said, as one JSON object.")
    private boolean json;

    TokenCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TokenRequest request = request();
        try (DecartClient client = access.client(console)) {
            ClientToken token =
                    Objects.requireNonNull(client.tokens().create(request).block());
            if (json) {
                // Not through the printer of the other commands: the new key is what was asked for.
                console.out().println(TokenJson.text(token));
            } else {
                console.out().println(token.credential());
                console.err().println("expires at " + token.expiresAt());
            }
        }
        return 0;
    }

    private TokenRequest request() {
        TokenRequest.Builder builder = TokenRequest.builder();
        if (expiresIn != null) {
            builder.expiresIn(expiresIn);
        }
        if (!models.isEmpty()) {
            builder.allowedModels(models);
        }
        if (!origins.isEmpty()) {
            builder.allowedOrigins(origins);
        }
        if (maxSessionDuration != null) {
            builder.maxSessionDuration(maxSessionDuration);
        }
        return builder.build();
    }
}
