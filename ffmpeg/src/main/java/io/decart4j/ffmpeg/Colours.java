package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT2020;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_ICTCP;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_YCGCO;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;

import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * What the numbers of a picture mean, by its own tags. Where they say nothing, as players take it: BT.709 from 720 lines up and
 * BT.601 below, of limited range.
 *
 * @param matrix an {@code AVCOL_SPC_}, never an unspecified one
 * @param full whether the range is the full one
 * @param primaries an {@code AVCOL_PRI_}
 * @param transfer an {@code AVCOL_TRC_}
 * @param rgb whether the format has red, green and blue, so that the matrix does not matter
 */
record Colours(int matrix, boolean full, int primaries, int transfer, boolean rgb) {

    private static final int HD_LINES = 720;

    /** The old formats whose name says the range. */
    private static final Set<Integer> FULL =
            Set.of(AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUVJ440P, AV_PIX_FMT_YUVJ444P);

    /** Matrices that only libavfilter can undo. */
    private static final Set<Integer> WIDE =
            Set.of(AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL, AVCOL_SPC_ICTCP, AVCOL_SPC_YCGCO);

    static Colours of(AVFrame picture) {
        boolean rgb =
                (avutil.av_pix_fmt_desc_get(picture.format()).flags() & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL))
                        != 0;
        int matrix = picture.colorspace();
        if (!rgb && (matrix == AVCOL_SPC_UNSPECIFIED || matrix == AVCOL_SPC_RGB)) {
            matrix = picture.height() >= HD_LINES ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
        }
        boolean bt2020 = matrix == AVCOL_SPC_BT2020_NCL || matrix == AVCOL_SPC_BT2020_CL || matrix == AVCOL_SPC_ICTCP;
        int primaries = picture.color_primaries();
        int transfer = picture.color_trc();
        return new Colours(
                matrix,
                picture.color_range() == AVCOL_RANGE_JPEG || FULL.contains(picture.format()),
                primaries != AVCOL_PRI_UNSPECIFIED ? primaries : bt2020 ? AVCOL_PRI_BT2020 : AVCOL_PRI_BT709,
                transfer != AVCOL_TRC_UNSPECIFIED ? transfer : AVCOL_TRC_BT709,
                rgb);
    }

    /** Whether it is brighter than a usual screen. */
    boolean isHighDynamicRange() {
        return transfer == AVCOL_TRC_SMPTE2084 || transfer == AVCOL_TRC_ARIB_STD_B67;
    }

    /** Whether more than a matrix and a range has to be changed. */
    boolean isWide() {
        return isHighDynamicRange() || primaries == AVCOL_PRI_BT2020 || (!rgb && WIDE.contains(matrix));
    }
}
