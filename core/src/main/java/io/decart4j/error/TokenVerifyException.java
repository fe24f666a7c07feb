package io.decart4j.error;

import org.jspecify.annotations.Nullable;

/** A client token cannot be trusted, or nobody could say whether it can. Never quotes the token. */
public final class TokenVerifyException extends DecartException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** It is no client token, or says something of another kind than a client token does. */
        MALFORMED,
        /** Its time is over, or has not come. */
        EXPIRED,
        /** It was signed by an unknown key or not by the key that it names, or is for or of somebody else. */
        UNTRUSTED,
        /** The keys could not be fetched, and there are no older ones: it may be tried again. */
        KEYS_UNAVAILABLE
    }

    private final Reason reason;

    /** A refusal, in words that say what was expected. */
    public TokenVerifyException(Reason reason, String message, @Nullable Throwable cause) {
        super(ErrorCode.TOKEN_VERIFY_ERROR, message, cause);
        this.reason = reason;
    }

    /** Why; only {@code KEYS_UNAVAILABLE} may go away by itself. */
    public Reason reason() {
        return reason;
    }
}
