package io.decart4j.reactor;

import io.decart4j.address.StreamAddress;
import io.decart4j.error.DecartException;
import io.decart4j.error.MediaException;
import io.decart4j.event.SessionEvent;
import io.decart4j.model.DeprecationNotice;
import io.decart4j.session.DesiredState;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.WebRtcRuntime;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Puts sessions together, and remembers those that are open so that a client can close them. */
final class SessionFactory {

    private static final Logger log = LoggerFactory.getLogger(DecartClient.class);

    private final Settings settings;
    // Weak: a session that is never connected leaves nothing behind.
    private final Set<RealtimeSession> sessions = Collections.newSetFromMap(new WeakHashMap<>());

    SessionFactory(Settings settings) {
        this.settings = settings;
    }

    /** What all sessions of a client share. */
    record Settings(
            String apiKey,
            URI realtimeBase,
            String userAgent,
            HttpClient http,
            PeerOptions peers,
            WebRtcRuntime runtime) {
        @Override
        public String toString() {
            return "Settings[" + realtimeBase + "]";
        }
    }

    RealtimeSession create(ConnectOptions options) {
        DeprecationNotice.firstFor(options.model().name()).ifPresent(log::warn);
        StreamAddress address = new StreamAddress(
                settings.realtimeBase(),
                options.model(),
                settings.apiKey(),
                options.resolution(),
                options.query(),
                settings.userAgent());
        Images images = new Images(settings.http());
        EventHub events = new EventHub();
        RemoteFrames remote = new RemoteFrames();
        LocalVideo local = new LocalVideo(
                options.video(),
                options.model().fps(),
                e -> events.emit(new SessionEvent.ErrorOccurred(sourceFailed(e))));
        DirectMedia media = new DirectMedia(
                settings.runtime(),
                settings.peers(),
                local,
                remote,
                options.customizeOffer(),
                options.timeouts().mediaGrace());
        WebSocketConnector connector = new WebSocketConnector(settings.http(), Liveness.DEFAULT);
        Mono<DesiredState> initial = images.resolve(options.initialState().image())
                .map(image ->
                        DesiredState.PASSTHROUGH.after(options.initialState().toMessage(image.orElse(null))));
        SessionLoop loop = new SessionLoop(
                initial,
                owner -> new Attempt(
                        owner,
                        connector.open(address),
                        channel -> new DirectMediaLink(channel, media),
                        options.timeouts()),
                options.reconnect(),
                events,
                () -> {
                    local.close();
                    remote.close();
                });
        RealtimeSession session = new RealtimeSession(loop, events, images, local, remote, options.timeouts());
        synchronized (sessions) {
            sessions.add(session);
        }
        return session;
    }

    /** Ends every session; completes when all are closed. */
    Mono<Void> close() {
        return Flux.defer(() -> {
                    synchronized (sessions) {
                        return Flux.fromIterable(List.copyOf(sessions));
                    }
                })
                .flatMap(RealtimeSession::disconnect)
                .then();
    }

    private static DecartException sourceFailed(Throwable e) {
        return MediaException.negotiation(
                "The video source failed: " + e.getClass().getSimpleName(), e);
    }
}
