package io.decart4j.chaos;

import io.decart4j.media.VideoFrame;
import io.decart4j.reactor.RealtimeSession;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** What the application of one session adds to it that fails or blocks: it may cost only itself. */
final class UsersCode {

    /** What cancelling a source may take, and the subscription to the next one. */
    private static final Duration REPLACING = Duration.ofSeconds(3);

    private static final long SLOW_MILLIS = 200;

    private static final class Thrown extends LinkageError {
        private static final long serialVersionUID = 1L;

        Thrown() {
            super("a class of the application's");
        }
    }

    private final String name;
    private final RealtimeSession session;
    private final Commands commands;
    private final Broken broken;
    private final Queue<CountDownLatch> blocked = new ConcurrentLinkedQueue<>();
    private volatile boolean slow;

    UsersCode(String name, RealtimeSession session, Commands commands, Broken broken) {
        this.name = name;
        this.session = session;
        this.commands = commands;
        this.broken = broken;
    }

    /** A reader of its own; a session that ends before the next frame completes it. */
    void readerThrows() {
        session.video(UsersCode::fail).subscribe(value -> {}, e -> expect("reader", e));
    }

    void listenerThrows() {
        session.events().subscribe(UsersCode::fail, e -> expect("listener", e));
    }

    /** Until {@link #letGo}. */
    void listenerSleeps() {
        slow = true;
        session.events().subscribe(event -> {
            if (slow) {
                Blocking.sleep(SLOW_MILLIS);
            }
        });
    }

    /** Blocks at its first event until {@link #letGo}. */
    void listenerBlocks() {
        CountDownLatch latch = new CountDownLatch(1);
        blocked.add(latch);
        session.events().subscribe(event -> Blocking.await(latch));
    }

    /** Takes the place of the source, and is replaced again. */
    void sourceThrowsWhenCancelled(Publisher<VideoFrame> good) {
        Publisher<VideoFrame> bad = subscriber -> good.subscribe(new ThrowingCancel(subscriber, Thrown::new));
        Mono<Void> both = session.replaceVideo(bad).then(Mono.defer(() -> session.replaceVideo(good)));
        commands.issue("replacement of video", both, REPLACING.multipliedBy(2));
    }

    /** Of listeners that block or sleep. */
    void letGo() {
        slow = false;
        for (CountDownLatch latch = blocked.poll(); latch != null; latch = blocked.poll()) {
            latch.countDown();
        }
    }

    private static Object fail(Object what) {
        throw new Thrown();
    }

    private void expect(String who, Throwable failure) {
        if (!(failure instanceof Thrown)) {
            broken.add(name + ": a " + who + " that threw was told " + failure);
        }
    }
}
