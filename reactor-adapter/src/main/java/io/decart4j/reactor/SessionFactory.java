package io.decart4j.reactor;

import io.decart4j.address.ApiKey;
import io.decart4j.address.StreamAddress;
import io.decart4j.address.ViewerAddress;
import io.decart4j.address.WatchStreamAddress;
import io.decart4j.error.ConnectionException;
import io.decart4j.error.DecartException;
import io.decart4j.error.MediaException;
import io.decart4j.error.SignalingException;
import io.decart4j.event.SessionEvent;
import io.decart4j.flow.CallersCode;
import io.decart4j.flow.EventHub;
import io.decart4j.input.Speed;
import io.decart4j.internal.session.DesiredState;
import io.decart4j.model.ModelNotice;
import io.decart4j.quality.PreflightReport;
import io.decart4j.reactor.internal.control.ControlChannel;
import io.decart4j.reactor.internal.control.HttpApi;
import io.decart4j.reactor.internal.control.ImageResolver;
import io.decart4j.reactor.internal.control.Network;
import io.decart4j.reactor.internal.control.WatchStream;
import io.decart4j.reactor.internal.control.WebSocketConnector;
import io.decart4j.reactor.internal.media.LocalAudio;
import io.decart4j.reactor.internal.media.LocalVideo;
import io.decart4j.reactor.internal.media.MediaLink;
import io.decart4j.reactor.internal.media.Muting;
import io.decart4j.reactor.internal.media.RemoteVideo;
import io.decart4j.reactor.internal.media.SendingLimits;
import io.decart4j.reactor.internal.media.SessionAudio;
import io.decart4j.reactor.internal.media.SessionMedia;
import io.decart4j.reactor.internal.media.direct.ConnectivityCheck;
import io.decart4j.reactor.internal.session.Announcer;
import io.decart4j.reactor.internal.session.Attempt;
import io.decart4j.reactor.internal.session.Commands;
import io.decart4j.reactor.internal.session.InstrumentedSession;
import io.decart4j.reactor.internal.session.OpenSessions;
import io.decart4j.reactor.internal.session.SessionEvents;
import io.decart4j.reactor.internal.session.SessionLoop;
import io.decart4j.token.SubscribeToken;
import io.decart4j.webrtc.IceServer;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.WebRtcRuntime;
import io.decart4j.websocket.ConnectionGate;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Puts sessions together, and remembers those that are open so that a client can close them. */
final class SessionFactory {

    private static final Logger log = LoggerFactory.getLogger(DecartClient.class);

    /** Nobody tells a viewer which model it is: that of the slowest is not called bad. */
    private static final int SLOWEST_MODEL = 20;

    private final Settings settings;
    private final OpenSessions open = new OpenSessions();

    SessionFactory(Settings settings) {
        this.settings = settings;
    }

    /**
     * What all sessions of a client share.
     *
     * @param network the way out
     * @param withoutMedia whether sessions have none
     */
    record Settings(
            String apiKey,
            URI realtimeBase,
            URI watchBase,
            String userAgent,
            Network network,
            PeerOptions peers,
            WebRtcRuntime runtime,
            List<SessionInstrumentation> instrumentations,
            boolean withoutMedia) {
        @Override
        public String toString() {
            return "Settings[" + realtimeBase + "]";
        }
    }

    RealtimeSession create(SessionSettings options) {
        ModelNotice.firstFor(options.model()).ifPresent(log::warn);
        if (options.speed() == Speed.FAST) {
            ModelNotice.firstForFastMode(options.model()).ifPresent(log::warn);
        }
        ImageResolver images = new ImageResolver(settings.network().http());
        EventHub<SessionEvent> events = SessionEvents.hub();
        Announcer announcer = new Announcer(events);
        RemoteVideo remote = new RemoteVideo();
        SendingLimits limits =
                new SendingLimits(options.sending(), options.model().fps());
        Muting muting = new Muting(options.startMuted());
        LocalVideo local = new LocalVideo(
                options.video(),
                options.model().fps(),
                options.mirror(),
                limits,
                muting,
                e -> announcer.tell(new SessionEvent.ErrorOccurred(sourceFailed("video", e))));
        SessionAudio sound = new SessionAudio(new LocalAudio(
                options.audio(),
                muting,
                e -> announcer.tell(new SessionEvent.ErrorOccurred(sourceFailed("audio", e)))));
        SessionMedia media = new SessionMedia(local, remote, sound, options.sending(), muting);
        MediaLink.Factory links = new MediaLinks(settings, media).of(options);
        Mono<DesiredState> initial = images.resolve(options.initialState().image())
                .map(image ->
                        DesiredState.PASSTHROUGH.after(options.initialState().toMessage(image.orElse(null))));
        Mono<String> key = key(options.refreshApiKey());
        WebSocketConnector connector = new WebSocketConnector(settings.network(), address(options), options.timeouts());
        InstrumentedSession instrumented = new InstrumentedSession(
                settings.instrumentations(),
                InstrumentedSession.tag(options.model().name()),
                media::counters);
        SessionLoop loop = new SessionLoop(
                initial,
                owner -> new Attempt(
                        owner,
                        turn(settings.realtimeBase()),
                        key.flatMap(connector::open),
                        links,
                        options.timeouts(),
                        options.stall(),
                        muting),
                options.reconnect(),
                announcer,
                instrumented,
                open,
                media.close());
        RealtimeSession session = new RealtimeSession(
                loop,
                events,
                new Commands(loop, instrumented, images, options.whileReconnecting() == WhileReconnecting.WAIT),
                media,
                QualityFlow.targets(options.transport(), options.model().fps(), options.sending()),
                options.timeouts());
        if (limits.adapt()) {
            session.stats().subscribe(limits::measured);
        }
        return session;
    }

    /** The token tells of which transport the session is. */
    RealtimeViewer createViewer(SubscribeToken token, ViewerOptions options) {
        EventHub<SessionEvent> events = SessionEvents.hub();
        Announcer announcer = new Announcer(events);
        SessionMedia media = SessionMedia.received();
        Transport transport = token instanceof SubscribeToken.Direct ? Transport.DIRECT : Transport.LIVEKIT;
        MediaLink.Factory links = new MediaLinks(settings, media).ofViewer(transport, options.timeouts());
        SessionLoop loop = new SessionLoop(
                Mono.empty(),
                owner -> new Attempt(
                        owner,
                        turn(token instanceof SubscribeToken.Direct ? settings.realtimeBase() : settings.watchBase()),
                        entry(token, options),
                        links,
                        options.timeouts(),
                        options.videoStall(),
                        media.muting()),
                options.reconnect(),
                announcer,
                new InstrumentedSession(settings.instrumentations(), "viewer", media::counters),
                open,
                media.close());
        return new RealtimeViewer(
                loop, events, media, QualityFlow.targets(transport, SLOWEST_MODEL, VideoSendParameters.DEFAULT));
    }

    /** Everything that is opened at one server waits at the same gate. */
    private UnaryOperator<Mono<ControlChannel>> turn(URI server) {
        String name = ConnectionGate.server(server);
        return opening -> settings.network().gate().pass(name, opening);
    }

    private Mono<ControlChannel> entry(SubscribeToken token, ViewerOptions options) {
        if (token instanceof SubscribeToken.Direct direct) {
            return new WebSocketConnector(
                            settings.network(),
                            key -> new ViewerAddress(settings.realtimeBase(), direct, key, settings.userAgent())
                                    .toUrl(),
                            options.timeouts())
                    .open(settings.apiKey());
        }
        WatchStreamAddress address = new WatchStreamAddress(settings.watchBase(), (SubscribeToken.Room) token);
        return new WatchStream(settings.network(), address).open(settings.apiKey());
    }

    /** With the client's own ICE servers when none are named. */
    Mono<PreflightReport> checkConnectivity(@Nullable List<IceServer> iceServers, Duration limit) {
        if (open.isClosed()) {
            return Mono.error(ConnectionException.failed(HttpApi.CLOSED, null));
        }
        PeerOptions peers = iceServers == null
                ? settings.peers()
                : new PeerOptions(iceServers, settings.peers().relayOnly());
        return new ConnectivityCheck(settings.runtime(), peers, limit).run();
    }

    /** Checked before anything is opened: extra query parameters may not stand in for the protocol's own. */
    private Function<String, URI> address(SessionSettings options) {
        Function<String, StreamAddress> address = key -> new StreamAddress(
                settings.realtimeBase(),
                options.model(),
                key,
                options.resolution(),
                options.query(),
                settings.userAgent());
        log.debug("New session at {}", address.apply(settings.apiKey()));
        return address.andThen(StreamAddress::toUrl);
    }

    private Mono<String> key(@Nullable Supplier<Mono<String>> refresh) {
        return refresh == null
                ? Mono.just(settings.apiKey())
                : CallersCode.hook(refresh)
                        .onErrorMap(e -> !(e instanceof DecartException), SessionFactory::refreshFailed)
                        .filter(key -> !key.isBlank())
                        .switchIfEmpty(Mono.error(
                                () -> new SignalingException("refreshApiKey gave no key: it was empty", null)))
                        .map(key -> ApiKey.of(key, null).value());
    }

    /** Ends every session, and lets none begin until {@link #resume()}; completes when all are over. */
    Mono<Void> suspend() {
        return open.suspend();
    }

    void resume() {
        open.resume();
    }

    boolean isClosed() {
        return open.isClosed();
    }

    /** Ends every session, and lets none begin any more; completes when all are over. */
    Mono<Void> close() {
        return open.close();
    }

    private static DecartException sourceFailed(String kind, Throwable e) {
        String text = e.getMessage() == null ? "" : ": " + e.getMessage();
        return MediaException.negotiation(
                "The " + kind + " source failed: " + e.getClass().getSimpleName() + text, e);
    }

    /** Without the text of the cause, which may hold what the key was asked for with. */
    private static DecartException refreshFailed(Throwable e) {
        Throwable cause = e instanceof CallersCode.Fault ? Objects.requireNonNull(e.getCause()) : e;
        return new SignalingException(
                "refreshApiKey gave no key: " + cause.getClass().getSimpleName() + ", see the cause", cause);
    }
}
