package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

/** Listeners that block the thread they are told on, all of them until the test lets them go: who waits for one never ends. */
class BlockingListenersTest {

    /** More than the largest of Reactor's schedulers has threads, less than may block at a time. */
    private static final int MANY = Math.min(Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE + 4, 200);

    private final CountDownLatch letGo = new CountDownLatch(1);

    /** What one listener was told, which stays at its first event. */
    private final class Stuck {
        final CountDownLatch blocking = new CountDownLatch(1);
        final CompletableFuture<List<SessionEvent>> told;

        Stuck(RealtimeSession session) {
            told = session.events()
                    .doOnNext(event -> {
                        blocking.countDown();
                        await(letGo);
                    })
                    .collectList()
                    .toFuture();
        }
    }

    @Test
    void aListenerThatBlocksDelaysNoConnect() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = session(studio);
            Stuck stuck = new Stuck(session);
            session.connect().block(Studio.PATIENCE);
            await(stuck.blocking);
            session.setPrompt("film noir").block(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isNoir);
            session.disconnect().block(Studio.PATIENCE);
            assertThat(stuck.told).isNotDone();
            letGo.countDown();
            assertThat(stuck.told).succeedsWithin(Studio.PATIENCE).satisfies(BlockingListenersTest::isWhole);
        }
    }

    @Test
    void manyOfThemDelayNobodyElse() {
        try (Studio studio = new Studio()) {
            RealtimeSession theirs = session(studio);
            List<Stuck> all = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                all.add(new Stuck(theirs));
            }
            theirs.connect().block(Studio.PATIENCE);
            all.forEach(stuck -> await(stuck.blocking));

            RealtimeSession other = session(studio);
            CompletableFuture<List<SessionEvent>> told =
                    other.events().collectList().toFuture();
            CompletableFuture<SessionEvent> generating = other.events()
                    .filter(new SessionEvent.ConnectionChange(ConnectionState.GENERATING)::equals)
                    .next()
                    .toFuture();
            other.connect().block(Studio.PATIENCE);
            assertThat(generating).succeedsWithin(Studio.PATIENCE);
            other.disconnect().block(Studio.PATIENCE);
            assertThat(told).succeedsWithin(Studio.PATIENCE).satisfies(BlockingListenersTest::isWhole);

            theirs.disconnect().block(Studio.PATIENCE);
            assertThat(all).noneMatch(stuck -> stuck.told.isDone());
            letGo.countDown();
            assertThat(all.get(0).told).succeedsWithin(Studio.PATIENCE).satisfies(BlockingListenersTest::isWhole);
            assertThat(all)
                    .allSatisfy(stuck -> assertThat(stuck.told)
                            .succeedsWithin(Studio.PATIENCE)
                            .satisfies(events -> assertThat(events).last().isInstanceOf(SessionEvent.Ended.class)));
        } finally {
            letGo.countDown();
        }
    }

    private static RealtimeSession session(Studio studio) {
        return studio.client
                .realtime()
                .session(studio.options()
                        .initialState(InitialState.prompt("start"))
                        .build());
    }

    /** From the first state to the end, in order. */
    private static void isWhole(List<SessionEvent> told) {
        assertThat(told).last().isInstanceOf(SessionEvent.Ended.class);
        assertThat(told)
                .filteredOn(SessionEvent.ConnectionChange.class::isInstance)
                .extracting(event -> ((SessionEvent.ConnectionChange) event).state())
                .containsSubsequence(
                        ConnectionState.CONNECTING, ConnectionState.CONNECTED, ConnectionState.DISCONNECTED);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(2 * Studio.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
