package io.decart4j.input;

import io.decart4j.error.InvalidOptionException;
import java.util.Locale;

/**
 * How quickly the service generates. {@link #FAST} is its fast mode: less latency at twice the price, in its US region, for the
 * models that have it ({@link io.decart4j.model.RealtimeModel#fastMode}); with the others it changes nothing.
 */
public enum Speed {
    /** What the service does when nothing is said, which is how this is asked for. */
    STANDARD,
    /** The fast mode: {@code speed=fast} in the URL. */
    FAST;

    /** {@code standard} or {@code fast}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads {@code standard} or {@code fast}.
     *
     * @throws InvalidOptionException {@code INVALID_OPTIONS} for anything else
     */
    public static Speed of(String text) {
        for (Speed speed : values()) {
            if (speed.wireName().equals(text)) {
                return speed;
            }
        }
        throw InvalidOptionException.of("speed", "takes standard or fast, got \"" + text + "\"");
    }
}
