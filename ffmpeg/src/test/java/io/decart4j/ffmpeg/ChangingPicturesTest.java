package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams whose pictures have another form from some moment on. */
class ChangingPicturesTest {

    @TempDir
    Path folder;

    private final List<AVFrame> pictures = new ArrayList<>();

    @AfterEach
    void everythingIsGivenBack() {
        Leftovers.await();
    }

    @Test
    void aSizeThatChangesIsFollowed() throws IOException {
        Path file = Footage.joined(
                folder.resolve("sizes.ts"),
                part("small.ts", "libopenh264", 64, 48, AVCOL_SPC_SMPTE170M, 0, 81, 90, 240),
                part("large.ts", "libopenh264", 192, 96, AVCOL_SPC_SMPTE170M, 1, 81, 90, 240));

        List<Shot> shots = Shot.all(MediaFile.open(file).video());
        assertThat(shots).hasSize(50);
        assertThat(shots.subList(0, 25)).allMatch(shot -> shot.width() == 64 && shot.height() == 48);
        assertThat(shots.subList(25, 50)).allMatch(shot -> shot.width() == 192 && shot.height() == 96);
        assertThat(shots).allMatch(shot -> shot.isColour(81, 90, 240, 3));

        List<Shot> scaled = Shot.all(MediaFile.open(file).scaledTo(80, 60).video());
        assertThat(scaled).hasSize(50).allMatch(shot -> shot.width() == 80 && shot.height() == 60);
    }

    @Test
    void coloursThatChangeTheirMeaningAreFollowed() throws IOException {
        Path file = Footage.joined(
                folder.resolve("tags.ts"),
                part("601.ts", "mpeg2video", 64, 48, AVCOL_SPC_SMPTE170M, 0, 81, 90, 240),
                part("709.ts", "mpeg2video", 64, 48, AVCOL_SPC_BT709, 1, 63, 102, 240),
                part("again.ts", "mpeg2video", 64, 48, AVCOL_SPC_SMPTE170M, 2, 81, 90, 240));

        assertThat(Shot.all(MediaFile.open(file).video())).hasSize(75).allMatch(shot -> shot.isColour(81, 90, 240, 3));
    }

    @Test
    void aRotationThatChangesIsFollowed() {
        Rotation rotation = new Rotation(new Orientation(false, 90));
        assertThat(rotation.of(picture(true, null)).rotation()).isEqualTo(90);
        assertThat(rotation.of(picture(false, null)).rotation()).isEqualTo(90);
        // It holds until the next picture that says something, or could.
        assertThat(rotation.of(picture(true, 270)).rotation()).isEqualTo(270);
        assertThat(rotation.of(picture(false, null)).rotation()).isEqualTo(270);
        assertThat(rotation.of(picture(false, 180)).rotation()).isEqualTo(180);
        assertThat(rotation.of(picture(false, null)).rotation()).isEqualTo(180);
        assertThat(rotation.of(picture(true, 0)).rotation()).isZero();
        assertThat(rotation.of(picture(true, null)).rotation()).isEqualTo(90);
        pictures.forEach(avutil::av_frame_free);
    }

    private AVFrame picture(boolean key, @Nullable Integer degrees) {
        AVFrame picture = avutil.av_frame_alloc();
        pictures.add(picture);
        picture.flags(key ? AVFrame.AV_FRAME_FLAG_KEY : 0);
        if (degrees != null) {
            AVFrameSideData matrix =
                    avutil.av_frame_new_side_data(picture, avutil.AV_FRAME_DATA_DISPLAYMATRIX, 9 * Integer.BYTES);
            avutil.av_display_rotation_set(new IntPointer(matrix.data()), degrees);
        }
        return picture;
    }

    private Path part(String name, String encoder, int width, int height, int matrix, int begin, int y, int u, int v) {
        Path file = folder.resolve(name);
        try (Footage footage = new Footage(file, "mpegts")) {
            FootageTrack video = footage.video(encoder, width, height, 25, settings -> {
                settings.colorspace(matrix);
                settings.color_primaries(AVCOL_PRI_BT709);
                settings.color_trc(AVCOL_TRC_BT709);
            });
            footage.begin(Map.of());
            for (int i = 0; i < 25; i++) {
                video.picture(begin * 25L + i, 1, y, u, v);
            }
        }
        return file;
    }
}
