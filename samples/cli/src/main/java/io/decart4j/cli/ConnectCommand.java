package io.decart4j.cli;

import io.decart4j.input.InitialState;
import io.decart4j.model.RealtimeModel;
import io.decart4j.model.RealtimeModels;
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

    private static final int MAX_FPS = 120;

    private final Console console;

    @Mixin
    private Access access = new Access();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "lucy-2.1",
            description = "Default: ${DEFAULT-VALUE}.")
    private String model = "";

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
            names = "--size",
            paramLabel = "WxH",
            converter = Converters.Picture.class,
            description = "The size of the video to send, by default what the model likes.")
    private @Nullable Size size;

    @Option(
            names = "--fps",
            paramLabel = "N",
            description = "Frames a second to send, by default what the model likes.")
    private @Nullable Integer fps;

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
        RealtimeModel known = RealtimeModels.of(model);
        if (fps != null && (fps < 1 || fps > MAX_FPS)) {
            throw new BadInput("--fps takes 1 to " + MAX_FPS + ", got " + fps);
        }
        // The session is paced by the model's rate: so the wanted one goes there.
        RealtimeModel paced = new RealtimeModel(
                known.name(),
                known.urlPath(),
                fps == null ? known.fps() : fps,
                size == null ? known.width() : size.width(),
                size == null ? known.height() : size.height());
        return ConnectOptions.builder(paced)
                .transport(transport)
                .initialState(initialState())
                .video(VideoInput.of(input, new Size(paced.width(), paced.height()), paced.fps()))
                .build();
    }

    private InitialState initialState() {
        InitialState.Values state = InitialState.none();
        state = prompt == null ? state : state.prompt(prompt);
        return image == null ? state : state.image(Instruction.image(image));
    }
}
