package io.decart4j.webrtc;

import io.decart4j.media.AudioFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import reactor.core.Disposable;

/**
 * Connects, talks in both directions and closes, again and again, as a service does all day. A program of its own: the JVM has
 * ended in sound of webrtc-java before, and then the exit code tells.
 */
final class AudioCycles {

    private static final int WARM = 5;
    private static final Path THREADS = Path.of("/proc/self/task");

    private AudioCycles() {}

    public static void main(String[] arguments) throws IOException {
        int cycles = Integer.parseInt(arguments[0]);
        try (WebRtcRuntime one = WebRtcRuntime.create();
                WebRtcRuntime other = WebRtcRuntime.create()) {
            int warm = 0;
            for (int i = 0; i < cycles; i++) {
                if (i == WARM) {
                    warm = threads();
                }
                cycle(Pair.open(i % 2 == 0 ? one : other, i % 2 == 0 ? other : one), i);
            }
            check(threads() < warm + WARM, "threads left: " + warm + " after " + WARM + " cycles, then " + threads());
            check(one.openPeerConnections() + other.openPeerConnections() == 0, "connections left");
        }
        System.out.println("done");
    }

    private static void cycle(Pair pair, int number) {
        Tone up = Tone.of(440);
        Tone down = Tone.of(1000);
        AudioSender sender =
                Objects.requireNonNull(pair.caller().sendAudio("up").block(Pair.LIMIT));
        AudioSender answerer =
                Objects.requireNonNull(pair.callee().sendAudio("down").block(Pair.LIMIT));
        // Fed until after the close, as by somebody who does not know of it.
        Disposable one = up.feed(sender);
        Disposable other = down.feed(answerer);
        try {
            pair.negotiate();
            List<AudioFrame> there = up.hear(pair.callee());
            List<AudioFrame> here = down.hear(pair.caller());
            check(Tone.framesASecond(there) < 110 && Tone.framesASecond(here) < 110, "doubled");
            System.out.printf(
                    "cycle %d: %.0f Hz at %.0f/s, %.0f Hz at %.0f/s%n",
                    number,
                    Tone.frequency(there),
                    Tone.framesASecond(there),
                    Tone.frequency(here),
                    Tone.framesASecond(here));
            pair.close();
        } finally {
            one.dispose();
            other.dispose();
        }
    }

    /** Native ones too; 0 where the system does not tell. */
    private static int threads() throws IOException {
        if (!Files.isDirectory(THREADS)) {
            return 0;
        }
        try (var tasks = Files.list(THREADS)) {
            return (int) tasks.count();
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
