package io.decart4j.ffmpeg;

import org.jspecify.annotations.Nullable;

/** Items one after the other, read by one thread at a time; reading may block. */
interface Source<T> extends AutoCloseable {

    /** The next one, which belongs to the caller; null at the end. */
    @Nullable
    T next();

    @Override
    void close();
}
