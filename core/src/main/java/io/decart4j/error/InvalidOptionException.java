package io.decart4j.error;

import org.jspecify.annotations.Nullable;

/** Input that was refused before anything was sent. */
public final class InvalidOptionException extends DecartException {

    private static final long serialVersionUID = 1L;

    private final String option;

    /**
     * Names the option and says what it takes.
     *
     * @param code one of the codes for bad input
     * @param option the option's name, as the caller wrote it
     * @param message what it takes, and what it got instead (never a key)
     */
    public InvalidOptionException(ErrorCode code, String option, String message, @Nullable Throwable cause) {
        super(code, message, cause);
        this.option = option;
    }

    /** Names the option and says what it takes. */
    public InvalidOptionException(ErrorCode code, String option, String message) {
        this(code, option, message, null);
    }

    /** {@code INVALID_OPTIONS} for this option, whose name the message begins with: "takes 1 or more, not 0". */
    public static InvalidOptionException of(String option, String takes) {
        return new InvalidOptionException(ErrorCode.INVALID_OPTIONS, option, option + " " + takes);
    }

    /** The option that was refused. */
    public String option() {
        return option;
    }
}
