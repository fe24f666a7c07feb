package io.decart4j.benchmarks.control;

import com.sun.management.ThreadMXBean;
import io.decart4j.input.ImageSource;
import io.decart4j.input.SetInput;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * What an image of 10 MiB costs on its way into a command. All that is allocated is at least as much as is held at any time,
 * so the goal for the peak is held when all threads together allocate no more. The text itself is in a direct buffer.
 */
public final class ImageBenchmark {

    private static final double GOAL = 1.5;
    private static final int SIZE = 10 * 1024 * 1024;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int ROUNDS = 20;

    private ImageBenchmark() {}

    /** No arguments. */
    public static void main(String[] arguments) throws IOException {
        byte[] image = new byte[SIZE];
        new Random(1).nextBytes(image);
        System.arraycopy(PNG, 0, image, 0, PNG.length);
        double text = Math.ceil(SIZE / 3.0) * 4;
        long[] heap = new long[ROUNDS];
        try (Sides sides = new Sides()) {
            send(sides, image);
            for (int round = 0; round < ROUNDS; round++) {
                long before = allocated();
                send(sides, image);
                heap[round] = allocated() - before;
            }
        }
        Arrays.sort(heap);
        double ratio = heap[ROUNDS / 2] / text;
        System.out.println("| 10 MiB image in `set` | MiB | of its Base64 text | goal |");
        System.out.println("|---|---:|---:|---|");
        System.out.printf(
                Locale.ROOT,
                "| allocated on the heap | %.1f | %.2f | %s |%n",
                heap[ROUNDS / 2] / 1048576.0,
                ratio,
                ratio <= GOAL ? "≤ 1.5: met" : "≤ 1.5: **missed**");
    }

    private static void send(Sides sides, byte[] image) {
        sides.session.set(SetInput.image(ImageSource.of(image))).block(Sides.PATIENCE);
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
