package io.decart4j.testkit;

import org.jspecify.annotations.Nullable;

/**
 * How the media of one connection travel.
 *
 * @param ofClient how the server sees the client's candidates
 * @param ofServer how the client sees the server's
 * @param close gives back what the way needs
 */
record MediaPath(CandidateRoute ofClient, CandidateRoute ofServer, Runnable close) {

    /** Through the relay, if there is one, and straight otherwise. */
    static MediaPath through(@Nullable ImpairedRelay relay) {
        if (relay == null) {
            return new MediaPath(CandidateRoute.STRAIGHT, CandidateRoute.STRAIGHT, () -> {});
        }
        RelayPath path = relay.open();
        return new MediaPath(path.client(), path.server(), path::close);
    }
}
