package io.decart4j.reactor;

/**
 * Watches a session of somebody else, without a say in it: events, remote video and audio, no commands. Opened with the
 * session's subscribe token.
 */
public final class RealtimeViewer extends RealtimeConnection<RealtimeViewer> {

    RealtimeViewer(SessionLoop loop, EventHub events, RemoteFrames remote, SessionSound sound) {
        super(loop, events, remote, sound);
    }

    /** Nobody says which model it is: that of the slowest is not called bad. */
    @Override
    int framesPerSecond() {
        return 20;
    }

    @Override
    RealtimeViewer self() {
        return this;
    }
}
