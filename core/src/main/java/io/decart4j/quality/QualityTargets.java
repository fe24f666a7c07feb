package io.decart4j.quality;

/**
 * What a stream is made for, and so what counts as enough.
 *
 * @param framesPerSecond of the remote video; limits shrink with it below 30
 * @param upstreamKbps what the local video takes at its best, in kbit/s
 */
public record QualityTargets(double framesPerSecond, double upstreamKbps) {

    /** What the official clients publish over LiveKit: 30 frames a second, 3500 kbit/s. */
    public static final QualityTargets OFFICIAL = new QualityTargets(30, 3500);

    /** @throws IllegalArgumentException for what is not a positive number */
    public QualityTargets {
        if (!(framesPerSecond > 0) || !(upstreamKbps > 0)) {
            throw new IllegalArgumentException("targets are positive");
        }
    }

    /**
     * Over a direct peer connection nobody sets a bit rate: WebRTC itself sends at most what it has for a picture of this
     * size, and the estimate of what can be sent hardly grows beyond what is.
     */
    public static QualityTargets direct(double framesPerSecond, int width, int height) {
        long pixels = (long) width * height;
        return new QualityTargets(framesPerSecond, upstreamKbps(pixels));
    }

    /** The same of a stream that is held below them. */
    public QualityTargets atMost(double frames, double kbps) {
        return new QualityTargets(Math.min(framesPerSecond, frames), Math.min(upstreamKbps, kbps));
    }

    private static double upstreamKbps(long pixels) {
        if (pixels <= 320 * 240) {
            return 600;
        }
        if (pixels <= 640 * 480) {
            return 1700;
        }
        return pixels <= 960 * 540 ? 2000 : 2500;
    }
}
