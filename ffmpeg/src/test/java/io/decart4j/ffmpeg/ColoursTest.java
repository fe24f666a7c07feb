package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT2020;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRP;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P10LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P10LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the file means by its numbers, frames are BT.601 of limited range: red is 81, 90, 240. */
class ColoursTest {

    /** R'G'B' of the colours that are put in. */
    private static final double[] RED = {254, 0, 0};

    private static final double[] BLUE = {0, 0, 255};
    private static final double[] GREEN = {0, 255, 0};
    private static final double[] WHITE = {255, 255, 255};
    /** The gamma of a screen, BT.1886. */
    private static final double SCREEN = 2.4;

    private static final Weights BT601 = new Weights(0.299, 0.114);
    private static final Weights BT709 = new Weights(0.2126, 0.0722);

    @TempDir
    Path folder;

    private int files;

    @AfterEach
    void everythingIsGivenBack() {
        Leftovers.await();
    }

    @Test
    void bt709IsConverted() {
        int[] formats = {AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUV422P, AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUV420P10LE};
        for (int format : formats) {
            Tags tags = new Tags(format, AVCOL_SPC_BT709, AVCOL_RANGE_MPEG, BT709);
            assertColours(tags, 64, 48, 0);
            assertColours(tags, 63, 47, 0);
            assertColours(tags, 64, 48, 32);
        }
    }

    @Test
    void fullRangeOfEveryFormatIsMadeLimited() {
        int[] formats = {
            AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUV422P, AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUV420P10LE, AV_PIX_FMT_YUV422P10LE
        };
        for (int format : formats) {
            assertColours(new Tags(format, AVCOL_SPC_SMPTE170M, AVCOL_RANGE_JPEG, BT601), 64, 48, 0);
            assertColours(new Tags(format, AVCOL_SPC_BT709, AVCOL_RANGE_JPEG, BT709), 64, 48, 32);
        }
    }

    @Test
    void whatSaysNothingIsJudgedByItsLines() {
        assertColours(new Tags(AV_PIX_FMT_YUV420P, AVCOL_SPC_UNSPECIFIED, AVCOL_RANGE_UNSPECIFIED, BT601), 64, 576, 0);
        assertColours(new Tags(AV_PIX_FMT_YUV420P, AVCOL_SPC_UNSPECIFIED, AVCOL_RANGE_UNSPECIFIED, BT709), 64, 720, 0);
    }

    @Test
    void rgbIsConverted() {
        for (double[] rgb : new double[][] {RED, GREEN, BLUE, WHITE}) {
            int[] gbr = {(int) rgb[1], (int) rgb[2], (int) rgb[0]};
            assertColour(read(AV_PIX_FMT_GBRP, AVCOL_SPC_RGB, AVCOL_RANGE_JPEG, 64, 48, gbr, 0), rgb, 2);
        }
    }

    @Test
    void wideGamutIsBroughtToBt709() {
        for (double[] rgb : new double[][] {{200, 100, 60}, {60, 180, 90}, {128, 128, 128}}) {
            Shot shot = wide(AVCOL_TRC_BT709, new Weights(0.2627, 0.0593).yuv(inBt2020(rgb), 4, false));
            assertColour(shot, rgb, 3);
        }
    }

    @Test
    void highDynamicRangeIsToneMapped() {
        // 203 nits, the white of graphics, and 1000 nits: grey, in order, and where Hable's curve puts them.
        for (int curve : new int[] {AVCOL_TRC_SMPTE2084, AVCOL_TRC_ARIB_STD_B67}) {
            boolean pq = curve == AVCOL_TRC_SMPTE2084;
            Shot black = wide(curve, new int[] {64, 512, 512});
            Shot white = wide(curve, new int[] {pq ? 572 : 721, 512, 512});
            Shot bright = wide(curve, new int[] {pq ? 722 : 940, 512, 512});
            assertThat(black.isColour(16, 128, 128, 2)).as("black %s", black).isTrue();
            assertThat(white.isColour(181, 128, 128, 3))
                    .as("white %s of %d", white, curve)
                    .isTrue();
            assertThat(bright.isColour(235, 128, 128, 3))
                    .as("brightest %s of %d", bright, curve)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm"})
    void whatTheRecorderWritesComesBackInItsColours(String kind) {
        Path file = folder.resolve("hd." + kind);
        Recorder.to(file)
                .record(new Clips().video(1, 5).map(small -> {
                    small.release();
                    return new Clips().frame(1280, 720, 0, false, 0);
                }))
                .block();
        MediaFile.open(file)
                .video()
                .doOnNext(frame -> {
                    for (int i = 0; i < 4; i++) {
                        double left = i * 0.25 + 0.05;
                        double right = i * 0.25 + 0.2;
                        assertThat(Clips.mean(frame.y(), frame.strideY(), 1280, 720, left, right))
                                .isBetween(Clips.PATCHES[i][0] - 4.0, Clips.PATCHES[i][0] + 4.0);
                        assertThat(Clips.mean(frame.v(), frame.strideV(), 640, 360, left, right))
                                .isBetween(Clips.PATCHES[i][2] - 4.0, Clips.PATCHES[i][2] + 4.0);
                    }
                    frame.release();
                })
                .blockLast();
    }

    /** @param toWidth of the pictures that are read, 0 for as they are */
    private void assertColours(Tags tags, int width, int height, int toWidth) {
        for (double[] rgb : new double[][] {RED, GREEN, BLUE, WHITE, {0, 0, 0}, {100, 150, 200}}) {
            int[] yuv = tags.yuv(rgb);
            assertColour(read(tags.format, tags.matrix, tags.range, width, height, yuv, toWidth), rgb, 2);
        }
    }

    private static void assertColour(Shot shot, double[] rgb, int within) {
        int[] expected = BT601.yuv(rgb, 1, false);
        assertThat(shot.isColour(expected[0], expected[1], expected[2], within))
                .as("%s, wanted %d, %d, %d", shot, expected[0], expected[1], expected[2])
                .isTrue();
    }

    private Shot read(int format, int matrix, int range, int width, int height, int[] yuv, int toWidth) {
        return read(format, matrix, range, AVCOL_PRI_BT709, AVCOL_TRC_BT709, width, height, yuv, toWidth);
    }

    private Shot wide(int curve, int[] yuv) {
        return read(
                AV_PIX_FMT_YUV420P10LE,
                AVCOL_SPC_BT2020_NCL,
                AVCOL_RANGE_MPEG,
                AVCOL_PRI_BT2020,
                curve,
                64,
                48,
                yuv,
                0);
    }

    private Shot read(
            int format,
            int matrix,
            int range,
            int primaries,
            int curve,
            int width,
            int height,
            int[] yuv,
            int toWidth) {
        Path file = folder.resolve(files++ + ".mkv");
        try (Footage footage = new Footage(file, "matroska")) {
            FootageTrack video =
                    footage.video(format == AV_PIX_FMT_GBRP ? "utvideo" : "ffv1", width, height, 25, settings -> {
                        settings.pix_fmt(format);
                        settings.colorspace(matrix);
                        settings.color_range(range);
                        settings.color_primaries(primaries);
                        settings.color_trc(curve);
                    });
            footage.begin(Map.of());
            video.picture(0, 1, yuv[0], yuv[1], yuv[2]);
        }
        MediaFile media = MediaFile.open(file);
        return Shot.all((toWidth > 0 ? media.scaledTo(toWidth, toWidth) : media).video())
                .get(0);
    }

    /** The same light in the primaries of BT.2020, by the matrix of BT.2087 on linear light. */
    private static double[] inBt2020(double[] rgb) {
        double[][] matrix = {{0.6274, 0.3293, 0.0433}, {0.0691, 0.9195, 0.0114}, {0.0164, 0.0880, 0.8956}};
        double[] wide = new double[3];
        for (int to = 0; to < 3; to++) {
            double light = 0;
            for (int from = 0; from < 3; from++) {
                light += matrix[to][from] * Math.pow(rgb[from] / 255, SCREEN);
            }
            wide[to] = 255 * Math.pow(light, 1 / SCREEN);
        }
        return wide;
    }

    private record Tags(int format, int matrix, int range, Weights weights) {

        int[] yuv(double[] rgb) {
            boolean deep = format == AV_PIX_FMT_YUV420P10LE || format == AV_PIX_FMT_YUV422P10LE;
            return weights.yuv(rgb, deep ? 4 : 1, range == AVCOL_RANGE_JPEG);
        }
    }

    /** Of red and blue in luma. */
    private record Weights(double red, double blue) {

        /** @param scale 1 for 8 bits, 4 for 10 */
        int[] yuv(double[] rgb, int scale, boolean full) {
            double luma = (red * rgb[0] + (1 - red - blue) * rgb[1] + blue * rgb[2]) / 255;
            double top = scale * 256 - 1;
            return new int[] {
                (int) Math.round(full ? luma * top : scale * (16 + 219 * luma)),
                chroma((rgb[2] / 255 - luma) / (2 * (1 - blue)), scale, full),
                chroma((rgb[0] / 255 - luma) / (2 * (1 - red)), scale, full)
            };
        }

        private static int chroma(double value, int scale, boolean full) {
            double amount = full ? value * (scale * 256 - 1) : scale * 224 * value;
            return (int) Math.min(scale * 256 - 1, Math.round(scale * 128 + amount));
        }
    }
}
