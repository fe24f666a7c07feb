package io.decart4j.cli;

import io.decart4j.livekit.server.LiveKitAccess;
import io.decart4j.livekit.server.LiveKitServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which LiveKit server a local server uses. */
final class LiveKitOptions {

    private static final String START = "start";

    @Option(
            names = "--livekit",
            paramLabel = "URL|start",
            description = {
                "A LiveKit server for clients of rooms, or start: one is started and ends with this program. It is the"
                        + " one in LIVEKIT_SERVER or on the PATH, or is built once with Go, which takes some minutes."
            })
    private @Nullable String url;

    @Option(
            names = "--livekit-key",
            paramLabel = "KEY",
            description = "Its API key, by default the value of LIVEKIT_API_KEY.")
    private @Nullable String key;

    @Option(
            names = "--livekit-secret-file",
            paramLabel = "FILE",
            description = "Where its API secret is, by default in LIVEKIT_API_SECRET.")
    private @Nullable Path secretFile;

    /** The process to close, when one is to be started; null otherwise. */
    @Nullable
    LiveKitServerProcess started() {
        if ((url == null || START.equals(url)) && (key != null || secretFile != null)) {
            throw new BadInput((key != null ? "--livekit-key" : "--livekit-secret-file")
                    + " goes with --livekit URL, of a server that is there");
        }
        return START.equals(url) ? start("--livekit start") : null;
    }

    /** A server of this program's own, built where that is needed; the option that wants it is named when there is none. */
    static LiveKitServerProcess start(String option) {
        try {
            LiveKitServerProcess.program();
        } catch (IllegalStateException e) {
            // What LIVEKIT_SERVER names.
            throw new BadInput(String.valueOf(e.getMessage()));
        }
        return LiveKitServerProcess.startIfAvailable()
                .orElseThrow(() ->
                        new BadInput(option + " takes a livekit-server: in LIVEKIT_SERVER, on the PATH, or Go 1.26"));
    }

    /** Null when no server is named. */
    @Nullable
    LiveKitAccess access(@Nullable LiveKitServerProcess started, Map<String, String> environment) {
        if (started != null) {
            return started.access();
        }
        if (url == null) {
            return null;
        }
        String name = key == null ? environment.getOrDefault("LIVEKIT_API_KEY", "") : key;
        String secret = secret(environment);
        try {
            return new LiveKitAccess(new URI(url), name, secret);
        } catch (URISyntaxException e) {
            throw badUrl(url);
        } catch (IllegalArgumentException e) {
            throw refused(url, String.valueOf(e.getMessage()));
        }
    }

    /** The parts of an access are options of their own here. */
    private static BadInput refused(String url, String why) {
        if (why.startsWith("key ")) {
            return new BadInput("--livekit-" + why + ", by default from LIVEKIT_API_KEY");
        }
        return why.startsWith("secret ")
                ? new BadInput("--livekit-secret-file takes a file with a text, by default that of LIVEKIT_API_SECRET")
                : badUrl(url);
    }

    private static BadInput badUrl(String url) {
        return new BadInput("--livekit takes start, ws://host, wss://, http:// or https://, got " + url);
    }

    private String secret(Map<String, String> environment) {
        if (secretFile == null) {
            return environment.getOrDefault("LIVEKIT_API_SECRET", "");
        }
        try {
            return Files.readString(secretFile).strip();
        } catch (IOException e) {
            throw new BadInput("--livekit-secret-file takes a readable file, not " + secretFile);
        }
    }
}
