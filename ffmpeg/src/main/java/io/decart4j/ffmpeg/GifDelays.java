package io.decart4j.ffmpeg;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Times of a GIF as browsers have them: a picture that says it stands for a hundredth of a second or for none stands for a
 * tenth. Such files were made when programs were too slow to notice.
 */
final class GifDelays {

    private static final long SHORTEST_MEANT = 2;
    private static final long INSTEAD = 10;

    private long end;
    private long pictures;

    /** Takes the next packet of the file, in the hundredths of a second that the format has, and times it. */
    void place(AVPacket packet) {
        long delay = packet.duration() < SHORTEST_MEANT ? INSTEAD : packet.duration();
        packet.pts(end);
        packet.dts(end);
        packet.duration(delay);
        end += delay;
        pictures++;
    }

    /** The end of the last picture, in nanoseconds. */
    long endNanos() {
        return Clock.nanos(end, 100);
    }

    /** Per second, 0 without a picture. */
    double frameRate() {
        return end == 0 ? 0 : pictures * 100.0 / end;
    }
}
