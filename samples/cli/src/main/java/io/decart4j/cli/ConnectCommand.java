package io.decart4j.cli;

import io.decart4j.input.InitialState;
import io.decart4j.input.Speed;
import io.decart4j.model.RealtimeModel;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.DegradationPreference;
import io.decart4j.reactor.Transport;
import io.decart4j.reactor.VideoCodec;
import io.decart4j.reactor.VideoSendParameters;
import io.decart4j.webrtc.Canvas;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
            paramLabel = "FILE|URL|ID",
            description = "The reference image to start with: " + Instruction.IMAGE + ".")
    private @Nullable String image;

    @Option(
            names = "--input",
            paramLabel = "pattern|FILE",
            arity = "1..*",
            description =
                    "The video to send: a moving test pattern (the default), or pictures in turn (PNG, JPEG, GIF, BMP).")
    private List<String> input = List.of("pattern");

    @ArgGroup
    private FramingChoice framing = new FramingChoice();

    @Option(
            names = "--transport",
            paramLabel = "livekit|direct",
            description = {
                "How media travel: in a room that the server names, or direct, for servers without rooms such as"
                        + " local-server without --livekit. It has to be what the server has. Default: livekit."
            })
    private Transport transport = Transport.LIVEKIT;

    @Option(
            names = "--speed",
            paramLabel = "standard|fast",
            description =
                    "The service's fast mode, where the model has one; it costs twice as much. Default: standard.")
    private Speed speed = Speed.STANDARD;

    @Option(
            names = "--codec",
            paramLabel = "h264|vp8|vp9|av1",
            description =
                    "What the video is encoded with. Default: h264 where this machine has an encoder for it, else vp8; vp8"
                            + " with --transport direct. The other side may agree on another one.")
    private @Nullable String codec;

    @Option(
            names = "--max-bitrate",
            paramLabel = "BITS",
            description = "The most bits a second to send, 30000 or more, for example 800000. Default: 3500000, with"
                    + " --codec vp9 3000000, and with --transport direct what WebRTC takes for the size, up to"
                    + " 2500000.")
    private @Nullable Integer maxBitrate;

    @Option(
            names = "--max-framerate",
            paramLabel = "N",
            description = "The most frames a second to send. Default: --fps.")
    private @Nullable Integer maxFramerate;

    @Option(
            names = "--degradation",
            paramLabel = "maintain-framerate|maintain-resolution|balanced",
            description = "What the video loses first when the bit rate does not suffice. Default: sharpness only.")
    private @Nullable String degradation;

    @Option(names = "--start-muted", description = "Sends nothing before unmute is typed.")
    private boolean startMuted;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Converters.Time.class,
            description =
                    "How long the session lasts, for example 10s. Without it: until quit or the end of the input.")
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
                .speed(speed)
                .initialState(initialState())
                .videoSendParameters(new VideoSendParameters(
                        codec == null ? null : VideoCodec.of(codec),
                        maxBitrate,
                        maxFramerate,
                        degradation == null ? null : DegradationPreference.of(degradation)))
                .startMuted(startMuted)
                .video(VideoInput.of(input, new Canvas(model.width(), model.height(), framing.choice()), model.fps()))
                .build();
    }

    private InitialState initialState() {
        InitialState.Values state = InitialState.none();
        state = prompt == null ? state : state.prompt(prompt);
        return image == null ? state : state.image(Instruction.image("--image", image));
    }
}
