package io.decart4j.reactor;

import io.decart4j.input.InitialState;
import io.decart4j.input.Resolution;
import io.decart4j.input.Speed;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import io.decart4j.model.RealtimeModel;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * What {@link ConnectOptions} came to.
 *
 * @param query the caller's parameters, and what options add to them
 */
record SessionSettings(
        RealtimeModel model,
        @Nullable Publisher<VideoFrame> video,
        @Nullable Publisher<AudioFrame> audio,
        InitialState initialState,
        @Nullable Resolution resolution,
        Speed speed,
        Map<String, String> query,
        Transport transport,
        Function<String, Mono<String>> customizeOffer,
        SessionTimeouts timeouts,
        ReconnectPolicy reconnect,
        WhileReconnecting whileReconnecting,
        StallPolicy stall,
        boolean mirror,
        VideoSendParameters sending,
        boolean startMuted,
        @Nullable Supplier<Mono<String>> refreshApiKey) {

    /** Without the prompt, the values of parameters, and whatever gives a key. */
    @Override
    public String toString() {
        return "[model=" + model.name() + ", transport=" + transport + ", video=" + (video != null) + ", audio="
                + (audio != null) + ", speed=" + speed.wireName() + ", sending=" + sending + ", startMuted="
                + startMuted
                + ", queryParameters=" + query.keySet() + "]";
    }
}
