package io.decart4j.testkit;

import java.util.Optional;

/** What one end's candidates look like to the other end. */
interface CandidateRoute {

    /** As they are. */
    CandidateRoute STRAIGHT = new CandidateRoute() {
        @Override
        public Optional<String> candidate(String text) {
            return Optional.of(text);
        }

        @Override
        public String sdp(String sdp) {
            return sdp;
        }
    };

    /** A candidate attribute as the other end is to see it; empty when it is not to see it. */
    Optional<String> candidate(String text);

    /** An SDP with the candidates in it as the other end is to see them. */
    default String sdp(String sdp) {
        return Candidates.inSdp(sdp, this);
    }
}
