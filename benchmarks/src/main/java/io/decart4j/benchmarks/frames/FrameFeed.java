package io.decart4j.benchmarks.frames;

import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Pushes moving pictures into a source at a steady pace, from a thread of its own whose allocation is not counted. */
final class FrameFeed implements AutoCloseable {

    static final String THREAD = "feed";

    private static final int PICTURES = 30;

    private final Thread thread;
    private volatile boolean running = true;

    FrameFeed(CustomVideoSource to, Picture picture) {
        List<NativeI420Buffer> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            pictures.add(paint(picture, i));
        }
        thread = new Thread(() -> run(to, pictures, 1_000_000_000L / picture.fps()), THREAD);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(CustomVideoSource to, List<NativeI420Buffer> pictures, long interval) {
        long due = System.nanoTime();
        for (int i = 0; running; i++) {
            to.pushFrame(new VideoFrame(pictures.get(i % PICTURES), 0, 0));
            due += interval;
            for (long left = due - System.nanoTime(); left > 0 && running; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
        pictures.forEach(NativeI420Buffer::release);
    }

    private static NativeI420Buffer paint(Picture picture, int index) {
        NativeI420Buffer to = NativeI420Buffer.allocate(picture.width(), picture.height());
        fill(to.getDataY(), to.getStrideY(), picture.height(), index * 4);
        fill(to.getDataU(), to.getStrideU(), (picture.height() + 1) / 2, index * 2);
        fill(to.getDataV(), to.getStrideV(), (picture.height() + 1) / 2, -index * 2);
        return to;
    }

    private static void fill(ByteBuffer plane, int stride, int rows, int shift) {
        for (int at = 0; at < stride * rows; at++) {
            plane.put(at, (byte) (64 + ((at % stride + at / stride + shift) & 0x7f)));
        }
    }
}
