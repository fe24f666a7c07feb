package io.decart4j.spring;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.input.Speed;
import io.decart4j.model.RealtimeModel;
import io.decart4j.model.RealtimeModels;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.ReconnectPolicy;
import io.decart4j.reactor.SessionTimeouts;
import io.decart4j.reactor.StallPolicy;
import io.decart4j.reactor.Transport;
import io.decart4j.reactor.VideoSendParameters;
import io.decart4j.reactor.ViewerOptions;
import io.decart4j.reactor.WhileReconnecting;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the properties say of every session, to begin a session's own options with.
 *
 * @param transport {@code decart.transport}
 * @param speed {@code decart.speed}
 * @param timeouts {@code decart.timeouts}
 * @param reconnect {@code decart.reconnect}
 * @param videoStall {@code decart.video-stall}
 * @param whileReconnecting {@code decart.while-reconnecting}
 * @param videoSendParameters {@code decart.preferred-video-codec}, {@code .max-bitrate}, {@code .max-framerate} and {@code
 *     .degradation-preference}
 * @param startMuted {@code decart.start-muted}
 * @param models {@code decart.models}, by their names
 */
public record SessionDefaults(
        Transport transport,
        Speed speed,
        SessionTimeouts timeouts,
        ReconnectPolicy reconnect,
        StallPolicy videoStall,
        WhileReconnecting whileReconnecting,
        VideoSendParameters videoSendParameters,
        boolean startMuted,
        Map<String, RealtimeModel> models) {

    /** Takes a copy of the models. */
    public SessionDefaults {
        models = Map.copyOf(models);
    }

    /** Options for a model, with the properties in force. */
    public ConnectOptions.Builder options(RealtimeModel model) {
        return ConnectOptions.builder(model)
                .transport(transport)
                .speed(speed)
                .timeouts(timeouts)
                .reconnect(reconnect)
                .videoStall(videoStall)
                .whileReconnecting(whileReconnecting)
                .videoSendParameters(videoSendParameters)
                .startMuted(startMuted);
    }

    /**
     * The same for a model by its name: one of {@code decart.models}, else of the catalogue.
     *
     * @throws InvalidOptionException {@code MODEL_NOT_FOUND}, with the names there are
     */
    public ConnectOptions.Builder options(String modelName) {
        return options(model(modelName));
    }

    private RealtimeModel model(String name) {
        RealtimeModel configured = models.get(name);
        if (configured != null) {
            return configured;
        }
        try {
            return RealtimeModels.of(name);
        } catch (InvalidOptionException e) {
            throw new InvalidOptionException(e.code(), e.option(), e.getMessage() + " or decart.models[" + name + "]");
        }
    }

    /** Options for a viewer, with the properties in force. */
    public ViewerOptions viewerOptions() {
        return new ViewerOptions(timeouts, reconnect, videoStall);
    }

    private static Map<String, RealtimeModel> models(Map<String, DecartProperties.Model> configured) {
        Map<String, RealtimeModel> models = new LinkedHashMap<>();
        configured.forEach((name, model) -> models.put(name, model(name, model)));
        return models;
    }

    private static RealtimeModel model(String name, DecartProperties.Model model) {
        String property = "decart.models[" + name + "]";
        if (model.width() == null || model.height() == null || model.fps() == null) {
            throw DecartPropertyException.of(
                    property,
                    "takes width, height and fps",
                    "Give all three; a name with a dot stands in brackets, as in decart.models[lucy-2.6].width.");
        }
        try {
            return RealtimeModel.of(name, model.width(), model.height(), model.fps());
        } catch (InvalidOptionException e) {
            throw DecartPropertyException.of(property, String.valueOf(e.getMessage()));
        }
    }

    static SessionDefaults of(DecartProperties properties) {
        DecartProperties.Timeouts t = properties.timeouts();
        DecartProperties.Reconnect r = properties.reconnect();
        DecartProperties.VideoStall stall = properties.videoStall();
        return new SessionDefaults(
                properties.transport(),
                properties.speed(),
                DecartPropertyException.reading(
                        "decart.timeouts",
                        () -> SessionTimeouts.builder()
                                .webSocket(t.webSocket())
                                .initialState(t.initialState())
                                .roomInfo(t.roomInfo())
                                .connect(t.connect())
                                .queue(t.queue())
                                .prompt(t.prompt())
                                .image(t.image())
                                .mediaGrace(t.mediaGrace())
                                .liveness(t.ping(), t.silence())
                                .build()),
                DecartPropertyException.reading("decart.reconnect", () -> {
                    return ReconnectPolicy.builder()
                            .retries(r.retries())
                            .firstDelay(r.firstDelay())
                            .longestDelay(r.longestDelay())
                            .jitter(r.jitter())
                            .budget(r.budget())
                            .stableAfter(r.stableAfter())
                            .build();
                }),
                DecartPropertyException.reading(
                        "decart.video-stall", () -> new StallPolicy(stall.after(), stall.reconnect())),
                properties.whileReconnecting(),
                DecartPropertyException.reading(
                        "decart",
                        () -> new VideoSendParameters(
                                properties.preferredVideoCodec(),
                                properties.maxBitrate(),
                                properties.maxFramerate(),
                                properties.degradationPreference())),
                properties.startMuted(),
                models(properties.models()));
    }
}
