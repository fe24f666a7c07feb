package io.decart4j.reactor;

import io.decart4j.livekit.RoomOptions;
import io.decart4j.model.RealtimeModel;
import io.decart4j.reactor.internal.media.MediaLink;
import io.decart4j.reactor.internal.media.NoMedia;
import io.decart4j.reactor.internal.media.SessionMedia;
import io.decart4j.reactor.internal.media.direct.DirectMedia;
import io.decart4j.reactor.internal.media.direct.DirectMediaLink;
import io.decart4j.reactor.internal.media.room.LiveKitMedia;
import io.decart4j.reactor.internal.media.room.RoomMediaLink;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The media links of one session or viewer, of the transport that it has. */
final class MediaLinks {

    private final SessionFactory.Settings settings;
    private final SessionMedia media;

    MediaLinks(SessionFactory.Settings settings, SessionMedia media) {
        this.settings = settings;
        this.media = media;
    }

    MediaLink.Factory of(SessionSettings options) {
        if (settings.withoutMedia()) {
            return channel -> new NoMedia();
        }
        return options.transport() == Transport.DIRECT
                ? direct(options.customizeOffer(), options.timeouts(), false)
                : room(options.model(), options.initialState().passthrough());
    }

    MediaLink.Factory ofViewer(Transport transport, SessionTimeouts timeouts) {
        if (settings.withoutMedia()) {
            return channel -> new NoMedia();
        }
        return transport == Transport.DIRECT ? direct(Mono::just, timeouts, true) : room(null, null);
    }

    private MediaLink.Factory direct(
            Function<String, Mono<String>> customizeOffer, SessionTimeouts timeouts, boolean viewer) {
        DirectMedia direct = new DirectMedia(
                settings.runtime(), settings.peers(), media, customizeOffer, timeouts.mediaGrace(), viewer);
        return channel -> new DirectMediaLink(channel, direct);
    }

    /** The model's size is announced with the video; a viewer has none. */
    private MediaLink.Factory room(@Nullable RealtimeModel model, @Nullable Boolean passthrough) {
        LiveKitMedia room = new LiveKitMedia(
                settings.runtime(),
                settings.peers(),
                media,
                model == null ? 1 : model.width(),
                model == null ? 1 : model.height(),
                "wss".equals(settings.realtimeBase().getScheme()),
                this::onto);
        return channel -> new RoomMediaLink(channel, room, passthrough);
    }

    private RoomOptions.Builder onto(RoomOptions.Builder room) {
        return room.httpClient(settings.network().sockets())
                .gate(settings.network().gate());
    }
}
