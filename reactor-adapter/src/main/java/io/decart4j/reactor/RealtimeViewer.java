package io.decart4j.reactor;

import io.decart4j.event.SessionEvent;
import io.decart4j.flow.EventHub;
import io.decart4j.quality.QualityTargets;
import io.decart4j.reactor.internal.media.SessionMedia;
import io.decart4j.reactor.internal.session.SessionLoop;
import io.decart4j.stats.SessionStats;
import java.util.function.Function;

/**
 * Watches a session of somebody else, without a say in it: events, remote video and audio, no commands. Opened with the
 * session's subscribe token.
 */
public final class RealtimeViewer extends RealtimeConnection<RealtimeViewer> {

    RealtimeViewer(
            SessionLoop loop,
            EventHub<SessionEvent> events,
            SessionMedia media,
            Function<SessionStats, QualityTargets> targets) {
        super(loop, events, media, targets);
    }

    @Override
    RealtimeViewer self() {
        return this;
    }
}
