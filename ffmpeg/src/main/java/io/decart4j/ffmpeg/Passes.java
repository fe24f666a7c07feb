package io.decart4j.ffmpeg;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a file, once or over and over. All rounds are as long as the first one was, which is the later end of picture and
 * sound: so those who read the one and those who read the other go round together, whatever the file says of its length.
 */
final class Passes implements AutoCloseable {

    private final Path file;
    private final int mediaType;
    private final boolean loop;
    private Decoder decoder;
    private long startNanos;
    private long lengthNanos;
    private boolean empty = true;
    private long damagedPackets;
    private long timeJumps;

    Passes(Path file, int mediaType, boolean loop) {
        this.file = file;
        this.mediaType = mediaType;
        this.loop = loop;
        this.decoder = Decoder.open(file, mediaType, loop);
    }

    /** That of the round that is read. */
    Decoder decoder() {
        return decoder;
    }

    /** When this round began, in nanoseconds after the first one. */
    long startNanos() {
        return startNanos;
    }

    /** The next frame of this round, freed by the caller; null at its end. */
    @Nullable
    AVFrame next() {
        AVFrame decoded = decoder.next();
        empty &= decoded == null;
        return decoded;
    }

    /** Whether there is another round, which then has begun. None follows one in which there was nothing. */
    boolean again() {
        if (!loop || empty) {
            return false;
        }
        // Opened anew rather than wound back: not every container can be.
        close();
        lengthNanos = lengthNanos == 0 ? decoder.lengthNanos() : lengthNanos;
        Decoder next = Decoder.open(file, mediaType, false);
        damagedPackets += decoder.damagedPackets();
        timeJumps += decoder.timeJumps();
        startNanos += lengthNanos;
        empty = true;
        decoder = next;
        return true;
    }

    /** So far. */
    Reading reading(Reading.Track track, long frames) {
        return new Reading(
                file, track, frames, damagedPackets + decoder.damagedPackets(), timeJumps + decoder.timeJumps());
    }

    @Override
    public void close() {
        decoder.close();
    }
}
