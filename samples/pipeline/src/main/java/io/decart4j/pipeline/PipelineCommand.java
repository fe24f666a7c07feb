package io.decart4j.pipeline;

import io.decart4j.ffmpeg.MediaFile;
import io.decart4j.model.RealtimeModel;
import io.decart4j.model.RealtimeModels;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.Transport;
import io.decart4j.testkit.LocalDecartServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of the pipeline. */
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        description = "A media file through a realtime session into a media file, with its sound in sync.")
final class PipelineCommand implements Callable<Integer> {

    private static final Pattern SIZE = Pattern.compile("(\\d{2,4})x(\\d{2,4})");

    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "INPUT", description = "The file; a sample clip is made without one.")
    private @Nullable Path input;

    @Option(names = "--out", paramLabel = "DIR", description = "Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("pipeline-output");

    @Option(names = "--format", paramLabel = "mp4|webm", description = "Of the output. Default: ${DEFAULT-VALUE}.")
    private String format = "mp4";

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description = "What the model is to do. Default: ${DEFAULT-VALUE}.")
    private String prompt = "noir";

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Default: ${DEFAULT-VALUE}. One that this release does not know is asked for with --fps.")
    private String model = "lucy-latest";

    @Option(names = "--fps", paramLabel = "N", description = "1 to 120, by default what the model likes.")
    private @Nullable Integer fps;

    @Option(names = "--size", paramLabel = "WxH", description = "Even sides. Default: ${DEFAULT-VALUE}.")
    private String size = "640x360";

    @ArgGroup
    private FramingChoice framing = new FramingChoice();

    @Option(names = "--seconds", description = "Length of the sample clip, 3 to 60. Default: ${DEFAULT-VALUE}.")
    private int seconds = 8;

    @Option(names = "--url", paramLabel = "URL", description = "The server; by default one inside this program.")
    private @Nullable String url;

    @Option(
            names = "--transport",
            paramLabel = "LIVEKIT|DIRECT",
            description = "How media travel to and from --url. Default: ${DEFAULT-VALUE}.")
    private Transport transport = Transport.LIVEKIT;

    @Option(names = "--api-key", paramLabel = "KEY", description = "By default the value of DECART_API_KEY.")
    private @Nullable String apiKey;

    @Option(names = "--no-progress", description = "Plain lines instead of a bar.")
    private boolean noProgress;

    PipelineCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Matcher sides = SIZE.matcher(size);
        if (!sides.matches() || !isSide(sides.group(1)) || !isSide(sides.group(2))) {
            throw bad("--size takes WxH with even sides from 160 to 2048, got " + size);
        }
        if (!format.equals("mp4") && !format.equals("webm")) {
            throw bad("--format takes mp4 or webm, got " + format);
        }
        if (seconds < 3 || seconds > 60) {
            throw bad("--seconds takes 3 to 60, got " + seconds);
        }
        if (fps != null && (fps < 1 || fps > 120)) {
            throw bad("--fps takes 1 to 120, got " + fps);
        }
        RealtimeModel asked = model(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)));
        Files.createDirectories(out);
        Path source = input;
        if (source == null) {
            source = out.resolve("sample.mp4");
            new SampleClip(asked.width(), asked.height(), asked.fps(), seconds).write(source);
        }
        Job job = new Job(
                MediaFile.open(source),
                out.resolve("output." + format),
                url == null ? Transport.DIRECT : transport,
                asked,
                prompt,
                framing.choice(),
                input == null);
        if (job.input().info().duration().isZero()) {
            throw bad("INPUT takes a file that tells its length, got " + source);
        }
        Progress progress = new Progress(console, console.terminal() && !noProgress);
        if (url != null) {
            return run(job, progress, client(url, apiKey));
        }
        try (LocalDecartServer server = LocalDecartServer.start()) {
            return run(job, progress, client(server.realtimeUrl(), server.apiKey()));
        }
    }

    private RealtimeModel model(int width, int height) {
        if (fps != null && !RealtimeModels.isKnown(model)) {
            return RealtimeModel.of(model, width, height, fps);
        }
        RealtimeModel known = RealtimeModels.of(model);
        return known.withVideo(width, height, fps == null ? known.fps() : fps);
    }

    private int run(Job job, Progress progress, DecartClient client) throws IOException {
        Result result;
        try (client) {
            result = new Pipeline(job, progress, console.interrupt()).run(client);
        }
        Sync sync = SyncCheck.of(job, result);
        Path sheet = new ContactSheet(job, result).write(out.resolve("contact-sheet.png"));
        return new Summary(job, result, sync).print(console.out(), sheet) ? 0 : 1;
    }

    private static DecartClient client(String url, @Nullable String key) {
        DecartClient.Builder builder = DecartClient.builder()
                .integration("decart4j-pipeline")
                .realtimeBaseUrl(url.replaceFirst("^(?i)http(s?):", "ws$1:"))
                .baseUrl(url.replaceFirst("^(?i)ws(s?):", "http$1:"));
        return (key == null ? builder : builder.apiKey(key)).build();
    }

    private static boolean isSide(String text) {
        int side = Integer.parseInt(text);
        return side >= 160 && side <= 2048 && side % 2 == 0;
    }

    private ParameterException bad(String message) {
        return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), message);
    }
}
