package io.decart4j.webrtc;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what the other side says away from a defect of webrtc-java 0.14.0: it takes the text of a parse error, which
 * quotes the input, for a printf format. A {@code %n} in it crashes the JVM or worse; no description needs a percent sign.
 */
final class NativeFormat {

    private NativeFormat() {}

    static void require(String what, @Nullable String said) {
        if (said != null && said.indexOf('%') >= 0) {
            throw new IllegalArgumentException(what + " with a percent sign is refused");
        }
    }
}
