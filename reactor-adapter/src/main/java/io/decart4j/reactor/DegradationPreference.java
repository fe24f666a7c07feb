package io.decart4j.reactor;

import io.decart4j.error.InvalidOptionException;
import java.util.Arrays;
import java.util.Locale;

/** What sent video loses first when the bit rate does not suffice for it; as in W3C's {@code RTCDegradationPreference}. */
public enum DegradationPreference {
    /** {@code maintain-framerate}: pictures get smaller, down to a quarter of each side. */
    MAINTAIN_FRAMERATE,
    /** {@code maintain-resolution}: there are fewer pictures, down to a tenth. */
    MAINTAIN_RESOLUTION,
    /** {@code balanced}: both in turn. */
    BALANCED;

    /** W3C's word. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The preference with W3C's word, in any case.
     *
     * @throws InvalidOptionException {@code INVALID_OPTIONS} for another one
     */
    public static DegradationPreference of(String word) {
        return Arrays.stream(values())
                .filter(preference -> preference.wireName().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> InvalidOptionException.of(
                        "degradationPreference",
                        "takes maintain-framerate, maintain-resolution or balanced, not " + word));
    }
}
