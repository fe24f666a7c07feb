package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * What is to be done to a picture to have it as it is to be shown.
 *
 * @param mirrored whether left and right are exchanged, before it is turned
 * @param rotation clockwise degrees to turn it by: 0, 90, 180 or 270
 */
record Orientation(boolean mirrored, int rotation) {

    static final Orientation UPRIGHT = new Orientation(false, 0);

    /** Rows of three; the third of each has to do with perspective, and there is none. */
    private static final int MATRIX = 9;

    /** What the file says of the whole stream. */
    static Orientation of(AVCodecParameters stream) {
        AVPacketSideData matrix = av_packet_side_data_get(
                stream.coded_side_data(), stream.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        return matrix == null || matrix.isNull() ? UPRIGHT : of(matrix.data());
    }

    /** By a display matrix, to the nearest right angle. */
    static Orientation of(BytePointer data) {
        int[] matrix = new int[MATRIX];
        new IntPointer(data).get(matrix);
        // With a mirror in it, a matrix turns the other way round: what is left without it is a turn.
        boolean mirrored = (long) matrix[0] * matrix[4] - (long) matrix[1] * matrix[3] < 0;
        if (mirrored) {
            matrix[0] = -matrix[0];
            matrix[1] = -matrix[1];
        }
        try (IntPointer turn = new IntPointer(matrix)) {
            // Counter-clockwise there.
            double degrees = avutil.av_display_rotation_get(turn);
            return Double.isNaN(degrees)
                    ? UPRIGHT
                    : new Orientation(mirrored, Math.floorMod(Math.round(-degrees / 90), 4) * 90);
        }
    }
}
