package io.decart4j.webrtc;

import org.jspecify.annotations.Nullable;

/** A connection was wanted of a {@link WebRtcRuntime} that is disposed, which no other attempt can change. */
public final class RuntimeDisposedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    RuntimeDisposedException(@Nullable Throwable cause) {
        super("the runtime is disposed", cause);
    }
}
