package io.decart4j.ffmpeg;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process of its own in which other things hold more memory than JavaCPP allows with so small a heap. */
final class ShortOfMemory {

    private static final int BLOCK = 32 << 20;
    private static final int BLOCKS = 12;
    private static final int PAGE = 4096;
    private static final Duration LIMIT = Duration.ofSeconds(25);

    private ShortOfMemory() {}

    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        Path recorded = Path.of(arguments[1]);
        MediaFile media = MediaFile.open(file);
        List<ByteBuffer> held = hold();
        tell("video", () -> media.video().doOnNext(frame -> frame.release()).blockLast(LIMIT));
        tell("audio", () -> media.audio().blockLast(LIMIT));
        tell("open", () -> MediaFile.open(file));
        tell(
                "record",
                () -> Recorder.to(recorded)
                        .record(new Clips().video(30, 5), Clips.tone(440, 100, 0, 44_100, 1))
                        .block(LIMIT));
        System.out.println("held " + held.size());
        System.exit(0);
    }

    private static List<ByteBuffer> hold() {
        List<ByteBuffer> held = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
            for (int at = 0; at < BLOCK; at += PAGE) {
                block.put(at, (byte) 1);
            }
            held.add(block);
        }
        return held;
    }

    private static void tell(String step, Runnable work) {
        try {
            work.run();
            System.out.println(step + " DONE");
        } catch (MediaFileException e) {
            System.out.println(step + " " + e.problem() + " " + e.getMessage());
        } catch (Throwable e) {
            System.out.println(step + " UNTYPED " + e);
        }
    }
}
