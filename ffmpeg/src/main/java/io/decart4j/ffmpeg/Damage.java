package io.decart4j.ffmpeg;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.presets.avutil;

/**
 * Packets of a stream that cannot be read or decoded. Broadcasts, cards of cameras and interrupted downloads have such; they
 * are skipped and counted until too many come in a row.
 */
final class Damage {

    /** Ten seconds of pictures, five of sound. */
    private static final int MOST_IN_A_ROW = 250;

    private final Path file;
    private long packets;
    private int inARow;
    private boolean decoded;
    private int latest;

    Damage(Path file) {
        this.file = file;
    }

    /** @throws MediaFileException when there was too much of it, or when it is no damage but missing memory */
    void met(int error) {
        if (error == avutil.AVERROR_ENOMEM()) {
            throw Failures.of(new OutOfMemoryError("FFmpeg found none"), file);
        }
        latest = error;
        packets++;
        inARow++;
        if (inARow > MOST_IN_A_ROW) {
            throw new MediaFileException(
                    Problem.DAMAGED,
                    file,
                    MOST_IN_A_ROW + " packets in a row cannot be decoded: " + Natives.text(error));
        }
    }

    /** Something could be decoded. */
    void over() {
        inARow = 0;
        decoded = true;
    }

    /** @throws MediaFileException when nothing but damage was found */
    void end() {
        if (!decoded && packets > 0) {
            throw new MediaFileException(Problem.DAMAGED, file, "nothing can be decoded: " + Natives.text(latest));
        }
    }

    long packets() {
        return packets;
    }
}
