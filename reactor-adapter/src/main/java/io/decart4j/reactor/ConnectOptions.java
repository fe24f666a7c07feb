package io.decart4j.reactor;

import io.decart4j.address.StreamAddress;
import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.input.InitialState;
import io.decart4j.input.Resolution;
import io.decart4j.input.Speed;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import io.decart4j.model.RealtimeModel;
import io.decart4j.model.RealtimeModels;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** What a session is to be. Immutable; made by {@link #builder}. */
public final class ConnectOptions {

    private final SessionSettings settings;

    private ConnectOptions(SessionSettings settings) {
        this.settings = settings;
    }

    /** Options for a model of the catalogue or of the caller's own. */
    public static Builder builder(RealtimeModel model) {
        return new Builder(model);
    }

    /**
     * Options for a model of the catalogue by its name.
     *
     * @throws io.decart4j.error.InvalidOptionException {@code MODEL_NOT_FOUND}, with the names there are
     */
    public static Builder builder(String modelName) {
        return new Builder(RealtimeModels.of(modelName));
    }

    /** Without the prompt, the values of parameters, and whatever gives a key. */
    @Override
    public String toString() {
        return "ConnectOptions" + settings;
    }

    SessionSettings settings() {
        return settings;
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private static final String SPEED = "speed";

        private final RealtimeModel model;
        private @Nullable Publisher<VideoFrame> video;
        private @Nullable Publisher<AudioFrame> audio;
        private InitialState initialState = InitialState.none();
        private @Nullable Resolution resolution;
        private Speed speed = Speed.STANDARD;
        private final Map<String, String> query = new LinkedHashMap<>();
        private Transport transport = Transport.LIVEKIT;
        private @Nullable Function<String, Mono<String>> customizeOffer;
        private SessionTimeouts timeouts = SessionTimeouts.DEFAULT;
        private ReconnectPolicy reconnect = ReconnectPolicy.DEFAULT;
        private WhileReconnecting whileReconnecting = WhileReconnecting.FAIL;
        private StallPolicy stall = StallPolicy.DEFAULT;
        private boolean mirror;
        private @Nullable VideoCodec preferredVideoCodec;
        private @Nullable Integer maxBitrate;
        private @Nullable Integer maxFramerate;
        private @Nullable DegradationPreference degradationPreference;
        private boolean startMuted;
        private @Nullable Supplier<Mono<String>> refreshApiKey;

        private Builder(RealtimeModel model) {
            this.model = Objects.requireNonNull(model, "model");
        }

        /**
         * The video to send. Subscribed once for the whole session, when the first connection is made, and cancelled at
         * its end. Each frame is released after it was sent, or dropped because there was no connection; the newest is kept
         * until the next comes, is sent again meanwhile (once a second, five times in the first 5 s of a connection), and each
         * new connection begins with it. One frame is requested per frame interval of the model. Without video the session only
         * receives.
         *
         * <p>Whatever the source throws is told as {@link io.decart4j.event.SessionEvent.ErrorOccurred} and ends the source at
         * most, not the session; so does a frame that cannot be sent (a side smaller than 2 pixels), which counts as dropped.
         * It is cancelled on a daemon thread that it may block; the end of the session waits for that for 2 s.
         */
        public Builder video(Publisher<VideoFrame> frames) {
            this.video = Objects.requireNonNull(frames, "frames");
            return this;
        }

        /**
         * The sound to send; without it no audio is offered, and over {@link Transport#DIRECT} none
         * comes back. Subscribed once for the whole session,
         * when the first connection is up, and cancelled at its end. Frames may have any length and any rate of which
         * 10 ms are whole samples (not 22050 Hz); another rate fails the source. They are sent in real time on {@code
         * Schedulers.parallel()}: the next is requested when the one before is sent, so a file or a synthesizer is
         * paced, and a source that has nothing for a while is silent meanwhile. A live source whose frames pile up
         * bounds that itself, for example with {@code onBackpressureBuffer(10, DROP_OLDEST)}. Frames that come while
         * there is no connection are dropped and counted ({@link RealtimeSession#audioCounters()}). An error of the
         * source is told as {@link io.decart4j.event.SessionEvent.ErrorOccurred}; the session goes on in silence. It is
         * cancelled as {@link #video} is.
         */
        public Builder audio(Publisher<AudioFrame> frames) {
            this.audio = Objects.requireNonNull(frames, "frames");
            return this;
        }

        /** What is in force from the start; by default the video passes unchanged. */
        public Builder initialState(InitialState state) {
            this.initialState = Objects.requireNonNull(state, "initialState");
            return this;
        }

        /** The output size; the server decides when it is not set. */
        public Builder resolution(Resolution output) {
            this.resolution = Objects.requireNonNull(output, "resolution");
            return this;
        }

        /**
         * Whether the service's fast mode is wanted, which costs twice as much; from the start of each connection on. For a model
         * that is not known to have it a warning is logged once.
         */
        public Builder speed(Speed choice) {
            this.speed = Objects.requireNonNull(choice, "speed");
            return this;
        }

        /**
         * An extra parameter for the URL.
         *
         * @throws InvalidOptionException for one that the client sets itself
         */
        public Builder queryParameter(String name, String value) {
            StreamAddress.requireForeign(Objects.requireNonNull(name, "name"));
            query.put(name, Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * How media travel; {@link Transport#LIVEKIT} by default, {@link Transport#DIRECT} for servers that know no rooms. A
         * server that shows to be of the other kind ends the session with a {@link io.decart4j.error.MediaException}.
         */
        public Builder transport(Transport choice) {
            this.transport = Objects.requireNonNull(choice, "transport");
            return this;
        }

        /**
         * Changes the SDP of each offer before it is set and sent; at every attempt anew. An error fails the attempt. Only
         * for {@link Transport#DIRECT}.
         */
        public Builder customizeOffer(Function<String, Mono<String>> hook) {
            this.customizeOffer = Objects.requireNonNull(hook, "customizeOffer");
            return this;
        }

        /** How long things may take. */
        public Builder timeouts(SessionTimeouts limits) {
            this.timeouts = Objects.requireNonNull(limits, "timeouts");
            return this;
        }

        /** How often, and after which waits, another attempt is made. */
        public Builder reconnect(ReconnectPolicy policy) {
            this.reconnect = Objects.requireNonNull(policy, "reconnect");
            return this;
        }

        /** What becomes of commands while the connection is made anew; they fail by default. */
        public Builder whileReconnecting(WhileReconnecting choice) {
            this.whileReconnecting = Objects.requireNonNull(choice, "whileReconnecting");
            return this;
        }

        /** When remote video counts as frozen, and what follows. */
        public Builder videoStall(StallPolicy policy) {
            this.stall = Objects.requireNonNull(policy, "videoStall");
            return this;
        }

        /** Whether outgoing video is flipped horizontally, as a camera that faces its user wants it. */
        public Builder mirror(boolean flip) {
            this.mirror = flip;
            return this;
        }

        /** What is offered first to encode video with ({@link VideoSendParameters#preferredVideoCodec()}). */
        public Builder preferredVideoCodec(VideoCodec codec) {
            this.preferredVideoCodec = Objects.requireNonNull(codec, "preferredVideoCodec");
            return this;
        }

        /** Bits per second of sent video at most ({@link VideoSendParameters#maxBitrate()}). */
        public Builder maxBitrate(int bitsPerSecond) {
            this.maxBitrate = bitsPerSecond;
            return this;
        }

        /** Frames per second of sent video at most ({@link VideoSendParameters#maxFramerate()}). */
        public Builder maxFramerate(int framesPerSecond) {
            this.maxFramerate = framesPerSecond;
            return this;
        }

        /** What sent video loses first ({@link VideoSendParameters#degradationPreference()}). */
        public Builder degradationPreference(DegradationPreference preference) {
            this.degradationPreference = Objects.requireNonNull(preference, "degradationPreference");
            return this;
        }

        /** All four of these at once; what is null there is as by default. */
        public Builder videoSendParameters(VideoSendParameters parameters) {
            Objects.requireNonNull(parameters, "videoSendParameters");
            this.preferredVideoCodec = parameters.preferredVideoCodec();
            this.maxBitrate = parameters.maxBitrate();
            this.maxFramerate = parameters.maxFramerate();
            this.degradationPreference = parameters.degradationPreference();
            return this;
        }

        /**
         * Whether nothing is sent before {@link RealtimeSession#unmute()}; by default it is. The connection is made, and the initial
         * state is in force, so that the picture is there sooner when it is wanted; the service has nothing to generate from.
         */
        public Builder startMuted(boolean muted) {
            this.startMuted = muted;
            return this;
        }

        /**
         * Where the key of each attempt comes from, instead of the client's: for client tokens, which expire. Subscribed
         * before every attempt; its error, and no answer, fail that attempt.
         */
        public Builder refreshApiKey(Supplier<Mono<String>> hook) {
            this.refreshApiKey = Objects.requireNonNull(hook, "refreshApiKey");
            return this;
        }

        /**
         * The options.
         *
         * @throws InvalidOptionException {@code INVALID_OPTIONS} for a {@code customizeOffer} without offers to customize, for rates
         *     that cannot be had, and for a {@code speed} that a query parameter contradicts
         */
        public ConnectOptions build() {
            if (customizeOffer != null && transport != Transport.DIRECT) {
                throw InvalidOptionException.of("customizeOffer", "takes the transport DIRECT, not " + transport);
            }
            String parameter = query.get(SPEED);
            if (speed == Speed.FAST && parameter != null && !parameter.equals(speed.wireName())) {
                throw new InvalidOptionException(
                        ErrorCode.INVALID_OPTIONS,
                        SPEED,
                        "speed takes either the option or the query parameter, got fast and \"" + parameter + "\"");
            }
            Map<String, String> parameters = new LinkedHashMap<>(query);
            if (speed == Speed.FAST) {
                parameters.put(SPEED, speed.wireName());
            }
            return new ConnectOptions(new SessionSettings(
                    model,
                    video,
                    audio,
                    initialState,
                    resolution,
                    speed,
                    Collections.unmodifiableMap(parameters),
                    transport,
                    customizeOffer == null ? Mono::just : customizeOffer,
                    timeouts,
                    reconnect,
                    whileReconnecting,
                    stall,
                    mirror,
                    new VideoSendParameters(preferredVideoCodec, maxBitrate, maxFramerate, degradationPreference),
                    startMuted,
                    refreshApiKey));
        }
    }
}
