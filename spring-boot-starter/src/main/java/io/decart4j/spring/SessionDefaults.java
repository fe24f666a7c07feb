package io.decart4j.spring;

import io.decart4j.model.RealtimeModel;
import io.decart4j.model.RealtimeModels;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.ReconnectPolicy;
import io.decart4j.reactor.SessionTimeouts;
import io.decart4j.reactor.StallPolicy;
import io.decart4j.reactor.Transport;
import io.decart4j.reactor.ViewerOptions;
import io.decart4j.reactor.WhileReconnecting;

/**
 * What the properties say of every session, to begin a session's own options with.
 *
 * @param transport {@code decart.transport}
 * @param timeouts {@code decart.timeouts}
 * @param reconnect {@code decart.reconnect}
 * @param videoStall {@code decart.video-stall}
 * @param whileReconnecting {@code decart.while-reconnecting}
 */
public record SessionDefaults(
        Transport transport,
        SessionTimeouts timeouts,
        ReconnectPolicy reconnect,
        StallPolicy videoStall,
        WhileReconnecting whileReconnecting) {

    /** Options for a model, with the properties in force. */
    public ConnectOptions.Builder options(RealtimeModel model) {
        return ConnectOptions.builder(model)
                .transport(transport)
                .timeouts(timeouts)
                .reconnect(reconnect)
                .videoStall(videoStall)
                .whileReconnecting(whileReconnecting);
    }

    /**
     * The same for a model of the catalogue.
     *
     * @throws io.decart4j.error.InvalidOptionException {@code MODEL_NOT_FOUND}, with the names there are
     */
    public ConnectOptions.Builder options(String modelName) {
        return options(RealtimeModels.of(modelName));
    }

    /** Options for a viewer, with the properties in force. */
    public ViewerOptions viewerOptions() {
        return new ViewerOptions(timeouts, reconnect, videoStall);
    }

    static SessionDefaults of(DecartProperties properties) {
        DecartProperties.Timeouts t = properties.timeouts();
        DecartProperties.Reconnect r = properties.reconnect();
        DecartProperties.VideoStall stall = properties.videoStall();
        return new SessionDefaults(
                properties.transport(),
                DecartPropertyException.reading(
                        "decart.timeouts",
                        () -> new SessionTimeouts(
                                t.webSocket(),
                                t.initialState(),
                                t.roomInfo(),
                                t.connect(),
                                t.queue(),
                                t.prompt(),
                                t.image(),
                                t.mediaGrace(),
                                t.ping(),
                                t.silence())),
                DecartPropertyException.reading("decart.reconnect", () -> {
                    ReconnectPolicy policy = new ReconnectPolicy(
                                    r.retries(), r.firstDelay(), r.longestDelay(), r.jitter())
                            .withStableAfter(r.stableAfter());
                    return r.budget() == null ? policy : policy.withBudget(r.budget());
                }),
                DecartPropertyException.reading(
                        "decart.video-stall", () -> new StallPolicy(stall.after(), stall.reconnect())),
                properties.whileReconnecting());
    }
}
