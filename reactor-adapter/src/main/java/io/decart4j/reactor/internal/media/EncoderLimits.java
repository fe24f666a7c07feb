package io.decart4j.reactor.internal.media;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.media.VideoFrame;
import io.decart4j.reactor.VideoCodec;
import java.util.List;
import java.util.function.Predicate;

/** What the encoders of the media library take. */
public final class EncoderLimits {

    private static final int H264_SHORTEST_SIDE = 16;
    private static final long H264_MOST_PIXELS = 9_437_184;

    private EncoderLimits() {}

    /** Before a session offers it: what a media library can encode is known when it is loaded. */
    public static void require(VideoCodec codec, List<String> encoders) {
        if (encoders.stream().noneMatch(codec.name()::equalsIgnoreCase)) {
            throw InvalidOptionException.of(
                    "preferredVideoCodec",
                    "takes what the media library of this machine can encode, " + String.join(", ", encoders) + ", not "
                            + codec.name());
        }
    }

    /**
     * The same sender, which fails with an {@link IllegalArgumentException} for a picture that the encoder does not take: WebRTC would
     * go on with another codec than that of the track, and nobody would see anything.
     */
    public static Predicate<VideoFrame> checking(VideoCodec codec, Predicate<VideoFrame> sender) {
        return frame -> {
            requireSize(codec, frame.width(), frame.height());
            return sender.test(frame);
        };
    }

    private static void requireSize(VideoCodec codec, int width, int height) {
        boolean fits = Math.min(width, height) >= H264_SHORTEST_SIDE && (long) width * height <= H264_MOST_PIXELS;
        if (codec == VideoCodec.H264 && !fits) {
            throw new IllegalArgumentException("H264 takes pictures with sides of " + H264_SHORTEST_SIDE
                    + " or more and at most " + H264_MOST_PIXELS + " pixels, not " + width + "x" + height
                    + ": send another size, or set preferredVideoCodec to VP8");
        }
    }
}
