package io.decart4j.benchmarks.frames;

import static java.util.Objects.requireNonNull;

import dev.onvoid.webrtc.media.FourCC;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoBufferConverter;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.webrtc.FramePixels;
import io.decart4j.webrtc.FrameScaling;
import io.decart4j.webrtc.PixelFormat;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A frame of 1280x720 to packed BGR: {@link FramePixels}, the bare library's converter, and a loop in Java. */
@State(Scope.Benchmark)
public class ConversionBenchmark {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int BYTES = WIDTH * HEIGHT * 3;

    private final byte[] array = new byte[BYTES];
    private final ByteBuffer direct = ByteBuffer.allocateDirect(BYTES);
    private VideoFrame frame = VideoFrame.of(I420Buffer.allocate(2, 2), 0);
    private @Nullable NativeI420Buffer bare; // only once the library is loaded

    /** The same pixels in native memory on both sides. */
    @Setup
    public void pixels() {
        try (VideoFrame small = VideoFrame.of(I420Buffer.allocate(WIDTH / 2, HEIGHT / 2), 0)) {
            frame = FrameScaling.scaled(small, WIDTH, HEIGHT);
        }
        bare = NativeI420Buffer.allocate(WIDTH, HEIGHT);
    }

    /** Gives the native memory back. */
    @TearDown
    public void release() {
        frame.release();
        requireNonNull(bare).release();
    }

    /** decart4j into an array. */
    @Benchmark
    public byte[] arrayDecart4j() {
        FramePixels.write(frame, PixelFormat.BGR24, array);
        return array;
    }

    /** The bare library into an array. */
    @Benchmark
    public byte[] arrayBare() throws Exception {
        VideoBufferConverter.convertFromI420(requireNonNull(bare), array, FourCC.BG24);
        return array;
    }

    /** decart4j into a direct buffer. */
    @Benchmark
    public ByteBuffer directDecart4j() {
        direct.clear();
        FramePixels.write(frame, PixelFormat.BGR24, direct);
        return direct;
    }

    /** The bare library into a direct buffer. */
    @Benchmark
    public ByteBuffer directBare() throws Exception {
        direct.clear();
        VideoBufferConverter.convertFromI420(requireNonNull(bare), direct, FourCC.BG24);
        return direct;
    }

    /** What one would write without a library. */
    @Benchmark
    public byte[] arrayLoop() {
        ByteBuffer y = frame.y();
        ByteBuffer u = frame.u();
        ByteBuffer v = frame.v();
        int strideY = frame.strideY();
        int strideU = frame.strideU();
        int strideV = frame.strideV();
        for (int row = 0, at = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                int luma = 298 * ((y.get(row * strideY + column) & 0xff) - 16);
                int blue = (u.get(row / 2 * strideU + column / 2) & 0xff) - 128;
                int red = (v.get(row / 2 * strideV + column / 2) & 0xff) - 128;
                array[at++] = clamp(luma + 516 * blue);
                array[at++] = clamp(luma - 100 * blue - 208 * red);
                array[at++] = clamp(luma + 409 * red);
            }
        }
        return array;
    }

    /**
     * Runs all and prints the table.
     *
     * @param args none
     */
    public static void main(String[] args) throws RunnerException {
        var options = new OptionsBuilder()
                .include(ConversionBenchmark.class.getSimpleName())
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .warmupIterations(5)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(100)
                .measurementTime(TimeValue.milliseconds(20))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        System.err.println("Measuring for about a minute …");
        print(new Runner(options).run());
    }

    private static void print(Collection<RunResult> results) {
        Map<String, Double> micros = new TreeMap<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            // The fastest: the others tell what else the machine did.
            micros.put(
                    name.substring(name.lastIndexOf('.') + 1),
                    result.getPrimaryResult().getStatistics().getMin());
        }
        System.out.println("| 1280x720 to BGR | bare µs | decart4j µs | speed ratio | Java loop µs | goal |");
        System.out.println("|---|---:|---:|---:|---:|---|");
        for (String kind : new String[] {"array", "direct"}) {
            double bare = micros.getOrDefault(kind + "Bare", Double.NaN);
            double ours = micros.getOrDefault(kind + "Decart4j", Double.NaN);
            double loop = micros.getOrDefault("arrayLoop", Double.NaN);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.2f | %.0f | %s |%n",
                    kind,
                    bare,
                    ours,
                    bare / ours,
                    loop,
                    bare / ours >= 0.95 && ours < loop ? "met" : "**missed**");
        }
    }

    private static byte clamp(int scaled) {
        return (byte) Math.max(0, Math.min(255, (scaled + 128) >> 8));
    }
}
