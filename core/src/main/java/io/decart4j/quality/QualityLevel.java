package io.decart4j.quality;

import java.util.Locale;

/** How good a connection is, from the worst to the best. */
public enum QualityLevel {
    /** Hardly usable. */
    CRITICAL,
    /** Clearly disturbed. */
    POOR,
    /** Slightly disturbed. */
    FAIR,
    /** Nothing to complain of. */
    GOOD;

    /** The name in other SDKs: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The worse of the two. */
    public QualityLevel worst(QualityLevel other) {
        return compareTo(other) < 0 ? this : other;
    }
}
