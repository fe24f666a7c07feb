package io.decart4j.reactor;

import io.decart4j.error.CommandException;
import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.flow.EventHub;
import io.decart4j.flow.TimeLimits;
import io.decart4j.input.ImageSource;
import io.decart4j.input.SetImageOptions;
import io.decart4j.input.SetInput;
import io.decart4j.media.VideoFrame;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import io.decart4j.quality.QualityTargets;
import io.decart4j.stats.SessionStats;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A realtime session: one video stream through a model, however often the connection is made anew. When it is lost, the
 * next one begins with the prompt and the image that the server acknowledged last.
 */
public final class RealtimeSession extends RealtimeConnection<RealtimeSession> {

    private final SessionLoop loop;
    private final Images images;
    private final InstrumentedSession instrumented;
    private final LocalVideo local;
    private final RemoteFrames remote;
    private final SessionTimeouts timeouts;
    private final WhileReconnecting whileReconnecting;

    RealtimeSession(
            SessionLoop loop,
            EventHub<SessionEvent> events,
            InstrumentedSession instrumented,
            Images images,
            LocalVideo local,
            RemoteFrames remote,
            SessionSound sound,
            Function<SessionStats, QualityTargets> targets,
            SessionTimeouts timeouts,
            WhileReconnecting whileReconnecting) {
        super(loop, events, remote, sound, targets);
        this.loop = loop;
        this.instrumented = instrumented;
        this.images = images;
        this.local = local;
        this.remote = remote;
        this.timeouts = timeouts;
        this.whileReconnecting = whileReconnecting;
    }

    /**
     * Sets prompt, image or both. Completes with the server's acknowledgement; errors with {@link CommandException}, or
     * with {@link io.decart4j.error.InvalidOptionException} before anything is sent when the image cannot be used.
     * Cancelling stops waiting; what was sent may still take effect.
     *
     * <p>Commands may overlap, from any thread, and each ends with its own answer: of those with an image one at a time is
     * on the wire, prompts are told apart by their text, and equal ones are answered in the order in which they were sent.
     * The limit ({@link SessionTimeouts}) begins when a command is sent; for its turn it waits at most twice as long. A command
     * whose ack comes after its limit or its cancellation is in force all the same, also after a reconnect.
     *
     * <p>Completes on the event loop of the control socket, or on {@code Schedulers.parallel()} when a limit has passed: what
     * follows must not block there, because other connections share that thread ({@code publishOn} moves it elsewhere).
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
        Duration limit = options.timeout() == null ? timeouts.image() : TimeLimits.clamped(options.timeout());
        return command("image", image, options::toMessage, limit);
    }

    /** What a viewer needs to watch the current session; changes with a reconnect. */
    public Optional<String> subscribeToken() {
        return loop.progress().subscribeToken();
    }

    /**
     * Sends the frames of another source from now on, without a new negotiation: the one before is cancelled, on a thread that
     * it may block, and the other is subscribed when that has returned or has not for 2 s; completes then. Frames that the one
     * before still brings are released and counted. Allowed at any time before the session ends; its {@code ErrorOccurred} and
     * completion end only the source, and another can take its place. Errors with {@link InvalidOptionException} when the
     * session was opened without video, with {@link CommandException} when it has ended.
     */
    public Mono<Void> replaceVideo(Publisher<VideoFrame> source) {
        return Mono.defer(() -> {
            if (!local.isPresent()) {
                return Mono.error(new InvalidOptionException(
                        ErrorCode.INVALID_OPTIONS,
                        "video",
                        "replaceVideo takes a session that was opened with video; this one has none to replace"));
            }
            return local.replace(source)
                    .flatMap(replaced -> replaced ? Mono.<Void>empty() : Mono.error(notConnected()));
        });
    }

    /** Video frames so far. */
    public MediaCounters counters() {
        return MediaCounters.of(local, remote);
    }

    @Override
    RealtimeSession self() {
        return this;
    }

    private Mono<Void> command(
            String name,
            @Nullable ImageSource image,
            Function<@Nullable ImagePayload, ClientMessage> message,
            Duration limit) {
        return instrumented.command(name, Mono.defer(() -> {
            if (isConnected()) {
                return send(name, image, message, limit);
            }
            return waits() ? sendLater(name, image, message, limit) : Mono.error(notConnected());
        }));
    }

    private boolean waits() {
        return whileReconnecting == WhileReconnecting.WAIT && connectionState() == ConnectionState.RECONNECTING;
    }

    private Mono<Void> sendLater(
            String name,
            @Nullable ImageSource image,
            Function<@Nullable ImagePayload, ClientMessage> message,
            Duration limit) {
        return loop.connectedOrOver()
                .publishOn(Schedulers.parallel())
                .timeout(limit, Mono.error(() -> CommandException.timedOut(name, limit)))
                .then(Mono.defer(() -> send(name, image, message, limit)));
    }

    private Mono<Void> send(
            String name,
            @Nullable ImageSource image,
            Function<@Nullable ImagePayload, ClientMessage> message,
            Duration limit) {
        // The short way of nearly every command: its latency is that of the socket.
        return image == null
                ? request(name, message.apply(null), limit)
                : images.resolve(image).flatMap(payload -> request(name, message.apply(payload.orElse(null)), limit));
    }

    private Mono<Void> request(String name, ClientMessage message, Duration limit) {
        // The state may have changed while the image was read.
        Optional<Requests> requests = isConnected() ? loop.current().flatMap(Attempt::requests) : Optional.empty();
        return requests.map(there -> there.request(name, message, limit)).orElseGet(() -> Mono.error(notConnected()));
    }

    private CommandException notConnected() {
        return CommandException.notConnected(connectionState().wireName());
    }
}
