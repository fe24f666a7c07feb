package io.decart4j.tokens;

/** A client token whose signature, time, issuer and audience were verified; only {@link ClientTokenVerifier} makes one. */
public final class VerifiedClientToken {

    private final ClientTokenClaims claims;

    VerifiedClientToken(ClientTokenClaims claims) {
        this.claims = claims;
    }

    /** What the platform has signed. */
    public ClientTokenClaims claims() {
        return claims;
    }

    @Override
    public String toString() {
        return "Verified" + claims;
    }
}
