package io.decart4j.cli;

import io.decart4j.model.RealtimeModel;
import io.decart4j.model.RealtimeModels;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model is asked for, and with what video. */
final class ModelChoice {

    private static final int MAX_FPS = 120;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "lucy-latest",
            description = {
                "Default: ${DEFAULT-VALUE}; \"decart4j models\" lists what is known.",
                "Another is asked for as it is, with --size and --fps."
            })
    private String name = "";

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
    private @Nullable String fps;

    /** The model; its rate, at which the session is paced, and its size are those that were asked for. */
    RealtimeModel model() {
        Integer rate = fps == null ? null : Integer.valueOf(Whole.of("--fps", fps, 1, MAX_FPS));
        if (size != null && rate != null && !RealtimeModels.isKnown(name)) {
            return RealtimeModel.of(name, size.width(), size.height(), rate);
        }
        RealtimeModel known = RealtimeModels.of(name);
        return known.withVideo(
                size == null ? known.width() : size.width(),
                size == null ? known.height() : size.height(),
                rate == null ? known.fps() : rate);
    }
}
