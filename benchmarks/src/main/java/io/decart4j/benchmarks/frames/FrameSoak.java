package io.decart4j.benchmarks.frames;

import io.decart4j.frames.FrameQueue;
import io.decart4j.media.FrameBuffer;
import io.decart4j.media.FrameCounts;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.testkit.ProcessGauges;
import io.decart4j.webrtc.FrameScaling;
import io.decart4j.webrtc.WebRtcRuntime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;

/**
 * An hour of consumption in shortened time: native frames as fast as they can be made through consumers that take the newest,
 * that buffer, that are slow and that leave again and again. In the end every native reference is back and memory is flat.
 */
public final class FrameSoak {

    private static final int FRAMES = 200_000;
    private static final int ROWS = 20;
    private static final int LEAVE_AFTER = 7;
    private static final double GROWTH_GOAL_KB = 16 * 1024;

    private FrameSoak() {}

    /** Runs and prints the table; exit status 1 when something is left. */
    public static void main(String[] args) throws IOException {
        AtomicLong read = new AtomicLong();
        List<FrameQueue> queues = List.of(
                new FrameQueue(FrameBuffer.latest()),
                new FrameQueue(FrameBuffer.bounded(8)),
                new FrameQueue(FrameBuffer.latest().sample(30)),
                new FrameQueue(FrameBuffer.bounded(4)));
        for (FrameQueue queue : queues.subList(0, 3)) {
            consume(queue, read).subscribe();
        }
        consume(queues.get(3), read).take(LEAVE_AFTER).repeat().subscribe();
        System.out.println("| frames | read | native frames alive | RSS kB |");
        System.out.println("|---:|---:|---:|---:|");
        List<Long> memory = new ArrayList<>();
        try (VideoFrame small = VideoFrame.of(I420Buffer.allocate(16, 16), 0)) {
            for (int row = 0; row < ROWS; row++) {
                for (int i = 0; i < FRAMES / ROWS; i++) {
                    try (VideoFrame frame = FrameScaling.scaled(small, 320, 180)) {
                        queues.forEach(queue -> queue.push(frame.duplicate()));
                    }
                }
                memory.add(ProcessGauges.residentKb());
                System.out.printf(
                        Locale.ROOT,
                        "| %d | %d | %d | %d |%n",
                        (row + 1) * (FRAMES / ROWS),
                        read.get(),
                        WebRtcRuntime.liveFrames(),
                        memory.get(row));
            }
        }
        queues.forEach(FrameQueue::close);
        Flux.interval(Duration.ofMillis(10))
                .takeUntil(tick -> WebRtcRuntime.liveFrames() == 0)
                .take(Duration.ofSeconds(10))
                .blockLast();
        FrameCounts all = queues.stream().map(FrameQueue::counts).reduce(FrameCounts.NONE, FrameCounts::plus);
        long grown = memory.get(ROWS - 1) - memory.get(ROWS / 4);
        System.out.printf(
                "%n%s; native frames left: %d; RSS grew by %d kB after the first quarter%n",
                all, WebRtcRuntime.liveFrames(), grown);
        System.exit(WebRtcRuntime.liveFrames() == 0 && grown < GROWTH_GOAL_KB ? 0 : 1);
    }

    private static Flux<Long> consume(FrameQueue queue, AtomicLong read) {
        return queue.handle((frame, sink) -> {
            try (frame) {
                read.incrementAndGet();
                sink.next(frame.sequence());
            }
        });
    }
}
