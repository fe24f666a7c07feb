package io.decart4j.cli;

import io.decart4j.cli.demo.Demo;
import io.decart4j.livekit.server.LiveKitServerProcess;
import io.decart4j.reactor.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "A whole session against a server inside this program, each step checked on its pixels.")
final class DemoCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "demo-output",
            description = "Where contact-sheet.png is written. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("demo-output");

    @Option(
            names = "--transport",
            paramLabel = "livekit|direct",
            description = "How media travel. Default: livekit where a livekit-server is at hand, else direct.")
    private @Nullable Transport transport;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = OutFolder.made(out);
        try (LiveKitServerProcess livekit = livekit()) {
            Demo demo = new Demo(
                    console.out(),
                    console.terminal(),
                    folder,
                    console.interrupt(),
                    livekit == null ? null : livekit.access());
            return demo.run() ? 0 : Failure.FAILED;
        }
    }

    /** Nothing is built unless it was asked for: that takes minutes. */
    private @Nullable LiveKitServerProcess livekit() {
        if (transport == Transport.DIRECT) {
            return null;
        }
        if (transport == Transport.LIVEKIT) {
            return LiveKitOptions.start("--transport livekit");
        }
        LiveKitServerProcess present = LiveKitServerProcess.startIfPresent().orElse(null);
        if (present == null) {
            console.out()
                    .println("No livekit-server here, so media go directly; --transport livekit builds one with Go,"
                            + " and LIVEKIT_SERVER names one.");
        }
        return present;
    }
}
