package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.VideoFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

/** Front cameras write their picture as a mirror has it, with a matrix that says so: it is shown as players show it. */
class MirrorTest {

    private static final int MATRIX = 40;

    @TempDir
    Path folder;

    @AfterEach
    void everythingIsGivenBack() {
        Leftovers.await();
    }

    /** The corners from the upper left on, clockwise: 1 to 4 as they are stored. The matrix is a, b, c, d of the file format. */
    @ParameterizedTest
    @CsvSource({
        "'1 0 0 1', '1 2 3 4'",
        "'-1 0 0 1', '2 1 4 3'",
        "'1 0 0 -1', '4 3 2 1'",
        "'-1 0 0 -1', '3 4 1 2'",
        "'0 1 -1 0', '4 1 2 3'",
        "'0 -1 1 0', '2 3 4 1'",
        "'0 1 1 0', '1 4 3 2'",
        "'0 -1 -1 0', '3 2 1 4'"
    })
    void aMatrixIsFollowedWithItsMirror(String matrix, String corners) throws IOException {
        assertThat(corners(withMatrix(matrix))).isEqualTo(corners);
    }

    @Test
    void whatIsMirroredIsNotToldAsTurned() throws IOException {
        assertThat(MediaFile.open(withMatrix("-1 0 0 1")).info().rotation()).isZero();
    }

    private static String corners(Path file) {
        VideoFrame first =
                MediaFile.open(file).video().take(1).next().blockOptional().orElseThrow();
        try (first;
                VideoFrame upright = first.upright()) {
            int right = upright.width() - 8;
            int bottom = upright.height() - 8;
            return Arrays.stream(new int[][] {{8, 8}, {right, 8}, {right, bottom}, {8, bottom}})
                    .map(at -> upright.y().get(at[1] * upright.strideY() + at[0]) & 0xff)
                    .map(luma -> String.valueOf(Math.round(luma / 50.0)))
                    .collect(Collectors.joining(" "));
        }
    }

    /** As phones write it: in the header of the track. */
    private Path withMatrix(String abcd) throws IOException {
        Path file = folder.resolve("mirror.mp4");
        Clips clips = new Clips();
        Recorder.to(file).record(Flux.range(0, 2).map(i -> quarters(clips, i))).block();
        int[] values = Arrays.stream(abcd.split(" "))
                .mapToInt(value -> Integer.parseInt(value) << 16)
                .toArray();
        byte[] bytes = Files.readAllBytes(file);
        int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd") + 4;
        ByteBuffer matrix = ByteBuffer.wrap(bytes).position(header + MATRIX);
        for (int value : new int[] {values[0], values[1], 0, values[2], values[3], 0, 0, 0, 1 << 30}) {
            matrix.putInt(value);
        }
        return Files.write(file, bytes);
    }

    /** Luma 50, 100, 150 and 200, clockwise from the upper left. */
    private static VideoFrame quarters(Clips clips, int index) {
        VideoFrame frame = clips.frame(96, 64, 0, false, index * 33_000_000L);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 96; x++) {
                int quarter = y < 32 ? (x < 48 ? 1 : 2) : (x < 48 ? 4 : 3);
                frame.buffer().y().put(y * 96 + x, (byte) (quarter * 50));
            }
        }
        for (int i = 0; i < 48 * 32; i++) {
            frame.buffer().u().put(i, (byte) 128);
            frame.buffer().v().put(i, (byte) 128);
        }
        return frame;
    }
}
