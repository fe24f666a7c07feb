package io.decart4j.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * How the pictures of a stream are to be turned, which may change. Some streams say it with key pictures alone, so it holds for
 * those that follow.
 */
final class Rotation {

    private final Orientation ofStream;
    private Orientation current;

    /** @param ofStream what the file says of the whole stream */
    Rotation(Orientation ofStream) {
        this.ofStream = ofStream;
        this.current = ofStream;
    }

    /** Of the next picture of the stream. */
    Orientation of(AVFrame picture) {
        AVFrameSideData matrix = avutil.av_frame_get_side_data(picture, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
        if (matrix != null && !matrix.isNull()) {
            current = Orientation.of(matrix.data());
        } else if ((picture.flags() & AVFrame.AV_FRAME_FLAG_KEY) != 0) {
            current = ofStream;
        }
        return current;
    }
}
