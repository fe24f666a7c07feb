package io.decart4j.quality;

import java.util.Locale;

/** What keeps the quality down, the first in this order that explains it. */
public enum LimitingFactor {
    /** Nothing: the quality is good. */
    NONE,
    /** The quality is good, but the local encoder has not enough processor time. */
    CPU,
    /** Too little can be sent. */
    BANDWIDTH,
    /** Packets get lost on the way to the server. */
    LOSS,
    /** It takes long. */
    LATENCY,
    /** Remote video comes too slowly, freezes or loses frames. */
    STALL;

    /** The name in other SDKs: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
