package io.decart4j.cli;

import io.decart4j.input.InitialState;
import io.decart4j.model.RealtimeModel;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a session. */
@Command(
        name = "connect",
        mixinStandardHelpOptions = true,
        description = {
            "Opens a session, sends video, and tells what happens until it ends.",
            "Takes commands from standard input, one a line: " + Instruction.KNOWN + "."
        })
final class ConnectCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private Access access = new Access();

    @Mixin
    private ModelChoice choice = new ModelChoice();

    @Option(names = "--prompt", paramLabel = "TEXT", description = "The prompt to start with.")
    private @Nullable String prompt;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = "The reference image to start with: a file, an http or data URL.")
    private @Nullable String image;

    @Option(
            names = "--input",
            paramLabel = "pattern|FILE",
            arity = "1..*",
            description = "The video to send: a moving test pattern (the default), or pictures in turn.")
    private List<String> input = List.of("pattern");

    @Option(
            names = "--transport",
            paramLabel = "livekit|direct",
            description = "How media travel; direct for a local server. Default: ${DEFAULT-VALUE}.")
    private Transport transport = Transport.LIVEKIT;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Converters.Time.class,
            description = "How long the session lasts, for example 10s. Without it: until the end of the input.")
    private @Nullable Duration duration;

    @Option(names = "--json", description = "One JSON object a line on standard output.")
    private boolean json;

    @Option(names = "--out", paramLabel = "DIR", description = "Saves a received frame a second, and the last, as PNG.")
    private @Nullable Path out;

    ConnectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Printer printer = new Printer(console.out(), json, access.secrets(console));
        try {
            ConnectOptions options = options();
            SavedFrames saved = out == null ? null : SavedFrames.in(out);
            try (DecartClient client = access.client(console)) {
                ConnectRun run = new ConnectRun(console, printer, duration, saved);
                run.run(client.realtime().session(options));
            }
            return 0;
        } catch (SessionFailure e) {
            throw e;
        } catch (RuntimeException e) {
            if (json) {
                printer.print(EventLines.error(e));
            }
            throw e;
        }
    }

    private ConnectOptions options() {
        RealtimeModel model = choice.model();
        return ConnectOptions.builder(model)
                .transport(transport)
                .initialState(initialState())
                .video(VideoInput.of(input, new Size(model.width(), model.height()), model.fps()))
                .build();
    }

    private InitialState initialState() {
        InitialState.Values state = InitialState.none();
        state = prompt == null ? state : state.prompt(prompt);
        return image == null ? state : state.image(Instruction.image(image));
    }
}
