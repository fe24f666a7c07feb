package io.decart4j.reactor;

import io.decart4j.error.CommandException;
import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
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
import io.decart4j.reactor.internal.media.SessionMedia;
import io.decart4j.reactor.internal.session.Commands;
import io.decart4j.reactor.internal.session.SessionLoop;
import io.decart4j.stats.SessionStats;
import java.time.Duration;
import java.util.Objects;
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
    private final Commands commands;
    private final SessionMedia media;
    private final SessionTimeouts timeouts;

    RealtimeSession(
            SessionLoop loop,
            EventHub<SessionEvent> events,
            Commands commands,
            SessionMedia media,
            Function<SessionStats, QualityTargets> targets,
            SessionTimeouts timeouts) {
        super(loop, events, media, targets);
        this.loop = loop;
        this.commands = commands;
        this.media = media;
        this.timeouts = timeouts;
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
        Objects.requireNonNull(input, "input");
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
        Objects.requireNonNull(image, "image: ImageSource.clear() takes the one in force away");
        Objects.requireNonNull(options, "options");
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
        Objects.requireNonNull(source, "source");
        return Mono.defer(() -> {
            if (!media.local().isPresent()) {
                return Mono.error(new InvalidOptionException(
                        ErrorCode.INVALID_OPTIONS,
                        "video",
                        "replaceVideo takes a session that was opened with video; this one has none to replace"));
            }
            return media.local()
                    .replace(source)
                    .flatMap(replaced -> replaced ? Mono.<Void>empty() : Mono.error(commands.notConnected()));
        });
    }

    /**
     * Sends nothing from now on, neither video nor sound, until {@link #unmute()}: the connection stays, and the service has nothing
     * to make anything of. In a room the tracks are muted, for everybody to see, and this completes when the room knows; over
     * {@link Transport#DIRECT} the service is not told. A connection that is made anew begins muted. The sources go on, and what
     * they bring counts as not sent; no stall is reported meanwhile. Allowed at any time before the session ends, also before
     * {@link #connect()}; again it does nothing. Errors with {@link CommandException} when the session has ended.
     */
    public Mono<Void> mute() {
        return muting(true, Mono.empty());
    }

    /**
     * Sends again, beginning with the newest frame: also of a source that has brought none since it was sent. Completes when that
     * is on its way, or at once while there is no connection; cancelling does not undo it. Otherwise as {@link #mute()}.
     */
    public Mono<Void> unmute() {
        return muting(false, Mono.fromRunnable(() -> {
            if (!media.muting().isMuted()) {
                media.local().sendAgain();
            }
        }));
    }

    /** Whether it is muted, or was opened {@linkplain ConnectOptions.Builder#startMuted so} and not unmuted since. */
    @Override
    public boolean isMuted() {
        return media.muting().isMuted();
    }

    private Mono<Void> muting(boolean now, Mono<Void> afterwards) {
        return Mono.defer(() -> {
            if (loop.progress().state().ended()) {
                return Mono.error(commands.notConnected());
            }
            if (media.muting().isMuted() == now) {
                return Mono.empty();
            }
            media.muting().mute(now);
            Mono<Void> told = loop.current()
                    .map(attempt -> attempt.mute(now))
                    .orElseGet(Mono::empty)
                    .publishOn(Schedulers.parallel())
                    .then(afterwards)
                    .cache();
            // Begun whether or not anybody waits: else nobody would be told.
            told.subscribe();
            return told;
        });
    }

    /** Video frames so far. */
    public MediaCounters counters() {
        return media.counters();
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
        return commands.run(new Commands.Command(name, image, message, limit));
    }
}
