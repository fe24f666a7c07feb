package io.decart4j.reactor;

/**
 * Watches a session of somebody else, without a say in it: events, remote video and audio, no commands. Opened with the
 * session's subscribe token.
 */
public final class RealtimeViewer extends RealtimeConnection<RealtimeViewer> {

    RealtimeViewer(SessionLoop loop, EventHub events, RemoteFrames remote, SessionSound sound) {
        super(loop, events, remote, sound);
    }

    @Override
    RealtimeViewer self() {
        return this;
    }
}
