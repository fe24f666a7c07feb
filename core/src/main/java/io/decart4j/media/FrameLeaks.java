package io.decart4j.media;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the frames were made that nobody has released. For tests: only in a JVM that runs with {@code
 * -Ddecart4j.frames.track=true}, where each frame then costs a stack trace; otherwise it costs nothing and knows nothing.
 */
public final class FrameLeaks {

    static final boolean TRACKED = Boolean.getBoolean("decart4j.frames.track");

    private static final AtomicLong MADE = new AtomicLong();
    private static final Set<Open> OPEN = ConcurrentHashMap.newKeySet();

    private FrameLeaks() {}

    /**
     * A frame that is not released yet.
     *
     * @param number the how manieth frame of this JVM it is
     * @param frame its size and the kind of its memory
     * @param createdAt the stack at its creation, innermost call first
     */
    public record Open(long number, String frame, List<StackTraceElement> createdAt) {

        /** One line: the frame, and the innermost call outside of this package. */
        public String site() {
            return frame + " made at "
                    + createdAt.stream()
                            .filter(call -> !call.getClassName().startsWith(VideoFrame.class.getPackageName() + "."))
                            .findFirst()
                            .map(StackTraceElement::toString)
                            .orElse("an unknown place");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Open open && open.number == number;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }

    /** Whether this JVM tracks frames. */
    public static boolean isTracked() {
        return TRACKED;
    }

    /** All frames that are not released, oldest first; empty when frames are not tracked. */
    public static List<Open> open() {
        return OPEN.stream().sorted(Comparator.comparingLong(Open::number)).toList();
    }

    static Open opened(I420Buffer buffer) {
        Open open = new Open(
                MADE.getAndIncrement(),
                buffer.width() + "x" + buffer.height() + " " + buffer.getClass().getSimpleName(),
                Arrays.asList(new Throwable().getStackTrace()));
        OPEN.add(open);
        return open;
    }

    static void closed(Open open) {
        OPEN.remove(open);
    }
}
