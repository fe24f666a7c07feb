package io.decart4j.reactor;

import io.decart4j.address.ApiKey;
import io.decart4j.address.StreamAddress;
import io.decart4j.address.ViewerAddress;
import io.decart4j.address.WatchStreamAddress;
import io.decart4j.error.DecartException;
import io.decart4j.error.MediaException;
import io.decart4j.error.SignalingException;
import io.decart4j.event.SessionEvent;
import io.decart4j.flow.CallersCode;
import io.decart4j.flow.EventHub;
import io.decart4j.model.ModelNotice;
import io.decart4j.model.RealtimeModel;
import io.decart4j.quality.PreflightReport;
import io.decart4j.session.DesiredState;
import io.decart4j.token.SubscribeToken;
import io.decart4j.webrtc.IceServer;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.WebRtcRuntime;
import io.decart4j.websocket.ConnectionGate;
import java.net.URI;
import java.time.Duration;
import java.util.List;
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
     * @param links what becomes of the media links of a session; the real ones stay what they are
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
            UnaryOperator<MediaLink.Factory> links) {
        @Override
        public String toString() {
            return "Settings[" + realtimeBase + "]";
        }
    }

    RealtimeSession create(ConnectOptions options) {
        ModelNotice.firstFor(options.model()).ifPresent(log::warn);
        Images images = new Images(settings.network().http());
        EventHub<SessionEvent> events = SessionEvents.hub();
        Announcer announcer = new Announcer(events);
        RemoteFrames remote = new RemoteFrames();
        LocalVideo local = new LocalVideo(
                options.video(),
                options.model().fps(),
                options.mirror(),
                e -> announcer.tell(new SessionEvent.ErrorOccurred(sourceFailed("video", e))));
        SessionSound sound = new SessionSound(new LocalAudio(
                options.audio(), e -> announcer.tell(new SessionEvent.ErrorOccurred(sourceFailed("audio", e)))));
        MediaLink.Factory links = settings.links()
                .apply(
                        options.transport() == Transport.DIRECT
                                ? directLinks(local, remote, sound, options.customizeOffer(), options.timeouts(), false)
                                : roomLinks(
                                        local,
                                        remote,
                                        sound,
                                        options.model(),
                                        options.initialState().passthrough()));
        Mono<DesiredState> initial = images.resolve(options.initialState().image())
                .map(image ->
                        DesiredState.PASSTHROUGH.after(options.initialState().toMessage(image.orElse(null))));
        Mono<String> key = key(options.refreshApiKey());
        WebSocketConnector connector = new WebSocketConnector(settings.network(), address(options), options.timeouts());
        InstrumentedSession instrumented = new InstrumentedSession(
                settings.instrumentations(),
                InstrumentedSession.tag(options.model().name()),
                () -> MediaCounters.of(local, remote));
        SessionLoop loop = new SessionLoop(
                initial,
                owner -> new Attempt(
                        owner,
                        turn(settings.realtimeBase()),
                        key.flatMap(connector::open),
                        links,
                        options.timeouts(),
                        options.stall()),
                options.reconnect(),
                announcer,
                instrumented,
                open,
                Mono.defer(() -> {
                    remote.close();
                    return Mono.when(local.close(), sound.close());
                }));
        return new RealtimeSession(
                loop,
                events,
                instrumented,
                images,
                local,
                remote,
                sound,
                QualityFlow.targets(options.transport(), options.model().fps()),
                options.timeouts(),
                options.whileReconnecting());
    }

    /** The token tells of which transport the session is. */
    RealtimeViewer createViewer(SubscribeToken token, ViewerOptions options) {
        EventHub<SessionEvent> events = SessionEvents.hub();
        Announcer announcer = new Announcer(events);
        RemoteFrames remote = new RemoteFrames();
        SessionSound sound = new SessionSound(new LocalAudio(null, e -> {}));
        LocalVideo none = new LocalVideo(null, 1, false, e -> {});
        Transport transport = token instanceof SubscribeToken.Direct ? Transport.DIRECT : Transport.LIVEKIT;
        MediaLink.Factory links = transport == Transport.DIRECT
                ? directLinks(none, remote, sound, Mono::just, options.timeouts(), true)
                : roomLinks(none, remote, sound, null, null);
        SessionLoop loop = new SessionLoop(
                Mono.empty(),
                owner -> new Attempt(
                        owner,
                        turn(token instanceof SubscribeToken.Direct ? settings.realtimeBase() : settings.watchBase()),
                        entry(token, options),
                        links,
                        options.timeouts(),
                        options.videoStall()),
                options.reconnect(),
                announcer,
                new InstrumentedSession(settings.instrumentations(), "viewer", () -> MediaCounters.of(none, remote)),
                open,
                Mono.defer(() -> {
                    remote.close();
                    return sound.close();
                }));
        return new RealtimeViewer(loop, events, remote, sound, QualityFlow.targets(transport, SLOWEST_MODEL));
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

    private MediaLink.Factory directLinks(
            LocalVideo local,
            RemoteFrames remote,
            SessionSound sound,
            Function<String, Mono<String>> customizeOffer,
            SessionTimeouts timeouts,
            boolean viewer) {
        DirectMedia media = new DirectMedia(
                settings.runtime(),
                settings.peers(),
                local,
                remote,
                sound,
                customizeOffer,
                timeouts.mediaGrace(),
                viewer);
        return channel -> new DirectMediaLink(channel, media);
    }

    /** The model's size is announced with the video; a viewer has none. */
    private MediaLink.Factory roomLinks(
            LocalVideo local,
            RemoteFrames remote,
            SessionSound sound,
            @Nullable RealtimeModel model,
            @Nullable Boolean passthrough) {
        LiveKitMedia media = new LiveKitMedia(
                settings.runtime(),
                settings.peers(),
                local,
                remote,
                sound,
                model == null ? 1 : model.width(),
                model == null ? 1 : model.height(),
                "wss".equals(settings.realtimeBase().getScheme()),
                settings.network()::onto);
        return channel -> new RoomMediaLink(channel, media, passthrough);
    }

    /** With the client's own ICE servers when none are named. */
    Mono<PreflightReport> checkConnectivity(@Nullable List<IceServer> iceServers, Duration limit) {
        PeerOptions peers = iceServers == null
                ? settings.peers()
                : new PeerOptions(iceServers, settings.peers().relayOnly());
        return new ConnectivityCheck(settings.runtime(), peers, limit).run();
    }

    /** Checked before anything is opened: extra query parameters may not stand in for the protocol's own. */
    private Function<String, URI> address(ConnectOptions options) {
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
                        .onErrorMap(
                                CallersCode.Fault.class, e -> new SignalingException(String.valueOf(e.getMessage()), e))
                        .defaultIfEmpty("")
                        .map(key -> ApiKey.of(key, null).value());
    }

    /** Ends every session, and lets none begin until {@link #resume()}; completes when all are over. */
    Mono<Void> suspend() {
        return open.suspend();
    }

    void resume() {
        open.resume();
    }

    /** Ends every session, and lets none begin any more; completes when all are over. */
    Mono<Void> close() {
        return open.close();
    }

    private static DecartException sourceFailed(String kind, Throwable e) {
        return MediaException.negotiation(
                "The " + kind + " source failed: " + e.getClass().getSimpleName(), e);
    }
}
