package io.decart4j.pipeline;

import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Tells when a picture has little to do with the one before. Looks at the luma of a coarse grid. For one stream. */
final class SceneChanges {

    private static final int COLUMNS = 16;
    private static final int ROWS = 9;
    private static final double LEAST = 14;
    private static final double TIMES_THE_USUAL = 4;

    private double @Nullable [] before;
    private double usual = 1;

    /** Whether this picture begins a scene; the first one does not. */
    boolean isCut(VideoFrame frame) {
        double[] grid = grid(frame);
        double[] old = before;
        before = grid;
        if (old == null) {
            return false;
        }
        double change = 0;
        for (int i = 0; i < grid.length; i++) {
            change += Math.abs(grid[i] - old[i]) / grid.length;
        }
        boolean cut = change > LEAST && change > TIMES_THE_USUAL * usual;
        if (!cut) {
            usual += (change - usual) / 10;
        }
        return cut;
    }

    /** Without the lower edge, where numbers change. */
    private static double[] grid(VideoFrame frame) {
        int height = frame.height() * 9 / 10;
        double[] grid = new double[COLUMNS * ROWS];
        ByteBuffer luma = frame.y();
        for (int cell = 0; cell < grid.length; cell++) {
            int left = cell % COLUMNS * frame.width() / COLUMNS;
            int right = (cell % COLUMNS + 1) * frame.width() / COLUMNS;
            int top = cell / COLUMNS * height / ROWS;
            int bottom = (cell / COLUMNS + 1) * height / ROWS;
            long sum = 0;
            int count = 0;
            for (int y = top; y < bottom; y += 2) {
                for (int x = left; x < right; x += 2) {
                    sum += luma.get(y * frame.strideY() + x) & 0xff;
                    count++;
                }
            }
            grid[cell] = count == 0 ? 0 : (double) sum / count;
        }
        return grid;
    }
}
