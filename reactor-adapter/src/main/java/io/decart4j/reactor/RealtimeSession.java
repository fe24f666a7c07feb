package io.decart4j.reactor;

import io.decart4j.error.CommandException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.ImageSource;
import io.decart4j.input.SetImageOptions;
import io.decart4j.input.SetInput;
import io.decart4j.media.VideoFrame;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A realtime session: one video stream through a model, however often the connection is made anew. Nothing happens
 * before {@link #connect()} is subscribed. Thread-safe.
 *
 * <p>When a connection is lost, the next one begins with the prompt and the image that the server acknowledged last.
 */
public final class RealtimeSession {

    private final SessionLoop loop;
    private final EventHub events;
    private final Images images;
    private final LocalVideo local;
    private final RemoteFrames remote;
    private final SessionTimeouts timeouts;

    RealtimeSession(
            SessionLoop loop,
            EventHub events,
            Images images,
            LocalVideo local,
            RemoteFrames remote,
            SessionTimeouts timeouts) {
        this.loop = loop;
        this.events = events;
        this.images = images;
        this.local = local;
        this.remote = remote;
        this.timeouts = timeouts;
    }

    /**
     * Connects, and completes with this session in connected or generating, on {@code Schedulers.parallel()}. Errors
     * with a {@link io.decart4j.error.DecartException} when no attempt gets there. Cancelling it before it has completed
     * ends the session. A session connects once; later calls tell how that went.
     */
    public Mono<RealtimeSession> connect() {
        return loop.connect()
                .publishOn(Schedulers.parallel())
                .thenReturn(this)
                .doOnCancel(() -> disconnect().subscribe());
    }

    /**
     * What happens, in order, on a thread of {@code Schedulers.parallel()} of the subscriber's own. The first subscriber
     * also gets what happened before it came (at most the last 1024 events); a later one first gets the current state.
     * Always ends with {@link SessionEvent.Ended} and completion, also after a fault. A subscriber that falls more than
     * about 2000 events behind gets an overflow error; nobody else notices.
     */
    public Flux<SessionEvent> events() {
        return events.events();
    }

    /**
     * Sets prompt, image or both. Completes with the server's acknowledgement; errors with {@link CommandException}, or
     * with {@link io.decart4j.error.InvalidOptionException} before anything is sent when the image cannot be used.
     * Cancelling stops waiting; what was sent may still take effect.
     */
    public Mono<Void> set(SetInput input) {
        Duration limit = input.keepsImage() ? timeouts.prompt() : timeouts.image();
        return command("set", input.image(), input::toMessage, limit);
    }

    /** Sets the prompt and keeps the image; the server may reword it. Ends like {@link #set}. */
    public Mono<Void> setPrompt(String prompt) {
        return setPrompt(prompt, true);
    }

    /**
     * Sets the prompt and keeps the image. Ends like {@link #set}.
     *
     * @param enhance whether the server may reword the prompt
     */
    public Mono<Void> setPrompt(String prompt, boolean enhance) {
        SetInput input = SetInput.prompt(prompt).enhance(enhance).keepImage();
        return command("prompt", null, input::toMessage, timeouts.prompt());
    }

    /** Sets or clears the reference image and keeps the prompt. Ends like {@link #set}. */
    public Mono<Void> setImage(ImageSource image) {
        return setImage(image, SetImageOptions.none());
    }

    /** Sets or clears the reference image. Ends like {@link #set}. */
    public Mono<Void> setImage(ImageSource image, SetImageOptions options) {
        Duration limit = options.timeout() == null ? timeouts.image() : options.timeout();
        return command("image", image, options::toMessage, limit);
    }

    /**
     * Reads remote frames: {@code reader} is called for each on {@code Schedulers.boundedElastic()}, and the frame is
     * released when it returns. A slow subscriber gets the newest frame and misses those before; they are counted. Goes
     * on over reconnects, completes when the session ends. An error of the reader ends this subscription only.
     */
    public <T> Flux<T> video(Function<? super VideoFrame, ? extends T> reader) {
        return remote.read(reader);
    }

    /**
     * The same frames, each of which the subscriber must {@linkplain VideoFrame#release() release} exactly once. Also
     * those that operators discard, for example with {@code doOnDiscard(VideoFrame.class, VideoFrame::release)}.
     */
    public Flux<VideoFrame> retainedVideo() {
        return remote.retained();
    }

    /** Ends the session and completes when everything is closed; the same at every call, in every state. */
    public Mono<Void> disconnect() {
        return loop.end().publishOn(Schedulers.parallel());
    }

    /** Where the session stands now. */
    public ConnectionState connectionState() {
        return loop.connectionState();
    }

    /** Whether commands may be sent now: connected or generating. */
    public boolean isConnected() {
        return connectionState().isConnected();
    }

    /** The server's id of the current session; changes with a reconnect, kept after the end. */
    public Optional<String> sessionId() {
        return loop.sessionId();
    }

    /** What a viewer needs to watch the current session. */
    public Optional<String> subscribeToken() {
        return loop.subscribeToken();
    }

    /** Frames so far. */
    public MediaCounters counters() {
        return new MediaCounters(
                local.sent(), remote.received(), local.dropped(), remote.dropped(), remote.width(), remote.height());
    }

    /** The media path's last measured round trip; empty while there is none. */
    public Mono<Duration> roundTripTime() {
        return Mono.defer(() -> Mono.justOrEmpty(loop.current()))
                .flatMap(Attempt::roundTripTime)
                .flatMap(Mono::justOrEmpty);
    }

    private Mono<Void> command(
            String name,
            @Nullable ImageSource image,
            Function<@Nullable ImagePayload, ClientMessage> message,
            Duration limit) {
        return Mono.defer(() -> connected()
                .then(images.resolve(image))
                .flatMap(payload -> request(name, message.apply(payload.orElse(null)), limit)));
    }

    private Mono<Void> connected() {
        return isConnected() ? Mono.empty() : Mono.error(notConnected());
    }

    private Mono<Void> request(String name, ClientMessage message, Duration limit) {
        // The state may have changed while the image was read.
        return connected()
                .then(Mono.defer(() -> loop.current()
                        .flatMap(Attempt::requests)
                        .map(requests -> requests.request(name, message, limit))
                        .orElseGet(() -> Mono.error(notConnected()))));
    }

    private CommandException notConnected() {
        return CommandException.notConnected(connectionState().wireName());
    }
}
