package io.decart4j.cli;

import io.decart4j.livekit.server.LiveKitAccess;
import io.decart4j.livekit.server.LiveKitServerProcess;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.LocalServerBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.netty.ChannelBindException;
import tools.jackson.databind.json.JsonMapper;

/** The local server until the program is told to end. */
@Command(
        name = "local-server",
        mixinStandardHelpOptions = true,
        description =
                "A Decart-compatible server on 127.0.0.1, until Ctrl-C or SIGTERM. Prints one line of JSON with its"
                        + " addresses when it is ready; faults are under /admin/.")
final class LocalServerCommand implements Callable<Integer> {

    private static final int MAX_PORT = 65535;

    private final Console console;

    @Option(names = "--port", paramLabel = "N", description = "The TCP port, by default a free one.")
    private String port = "0";

    @Option(names = "--api-key", paramLabel = "KEY", description = "The key it accepts, by default dct_test.")
    private @Nullable String apiKey;

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Mixin
    private LiveKitOptions livekit = new LiveKitOptions();

    LocalServerCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LocalServerBuilder builder = LocalDecartServer.builder().port(Whole.of("--port", port, 0, MAX_PORT));
        if (apiKey != null) {
            if (apiKey.isBlank()) {
                throw new BadInput("--api-key takes a text that is not blank");
            }
            builder.apiKey(apiKey);
        }
        service.applyTo(builder);
        try (LiveKitServerProcess started = livekit.started()) {
            LiveKitAccess access = livekit.access(started, console.environment());
            if (access != null) {
                builder.livekit(access);
            }
            serve(builder, access);
        }
        return 0;
    }

    private LocalDecartServer started(LocalServerBuilder builder) {
        try {
            return builder.start();
        } catch (ChannelBindException e) {
            throw new BadInput("--port takes one that is free here and may be opened, got " + port);
        }
    }

    private void serve(LocalServerBuilder builder, @Nullable LiveKitAccess access) {
        try (LocalDecartServer server = started(builder)) {
            Map<String, String> addresses = new LinkedHashMap<>();
            addresses.put("http", server.httpUrl());
            addresses.put("realtime", server.realtimeUrl());
            if (access != null) {
                addresses.put("livekit", access.url().toString());
            }
            console.out().println(JsonMapper.shared().writeValueAsString(addresses));
            console.out().flush();
            console.interrupt().block();
        }
    }
}
