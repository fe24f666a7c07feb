package io.decart4j.webrtc;

import io.decart4j.media.AudioFrame;
import java.util.List;
import java.util.Objects;
import reactor.core.Disposable;

/**
 * Connects, talks in both directions and closes, again and again: what has aborted the JVM when the audio module was
 * started in another order. A program of its own, so that an abort is an exit code.
 */
final class AudioCycles {

    private AudioCycles() {}

    public static void main(String[] arguments) {
        int cycles = Integer.parseInt(arguments[0]);
        try (WebRtcRuntime one = WebRtcRuntime.create();
                WebRtcRuntime other = WebRtcRuntime.create()) {
            for (int i = 0; i < cycles; i++) {
                cycle(Pair.open(i % 2 == 0 ? one : other, i % 2 == 0 ? other : one), i);
            }
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

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
