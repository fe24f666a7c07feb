package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * How pictures are to be turned for display: clockwise, in right angles. What a matrix mirrors stays as it is. Some streams say
 * it with key pictures alone, so it holds for those that follow.
 */
final class Rotation {

    private final int ofStream;
    private int current;

    /** @param ofStream what the file says of the whole stream */
    Rotation(int ofStream) {
        this.ofStream = ofStream;
        this.current = ofStream;
    }

    /** What the file says of the whole stream. */
    static int of(AVCodecParameters stream) {
        AVPacketSideData matrix = av_packet_side_data_get(
                stream.coded_side_data(), stream.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        return matrix == null || matrix.isNull() ? 0 : degrees(matrix.data());
    }

    /** Of the next picture of the stream. */
    int of(AVFrame picture) {
        AVFrameSideData matrix = avutil.av_frame_get_side_data(picture, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
        if (matrix != null && !matrix.isNull()) {
            current = degrees(matrix.data());
        } else if ((picture.flags() & AVFrame.AV_FRAME_FLAG_KEY) != 0) {
            current = ofStream;
        }
        return current;
    }

    private static int degrees(BytePointer matrix) {
        // Counter-clockwise there.
        double degrees = avutil.av_display_rotation_get(new IntPointer(matrix));
        return Double.isNaN(degrees) ? 0 : Math.floorMod(Math.round(-degrees / 90), 4) * 90;
    }
}
