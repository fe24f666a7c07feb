package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.decart4j.event.SessionEvent;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

class BoundedQueueTest {

    private static final int BOUND = 100;

    private final BoundedQueue<Integer> queue = new BoundedQueue<>(BOUND);

    @Test
    void itTakesWhatFitsAndGivesItBackInOrder() {
        for (int i = 0; i < BOUND; i++) {
            assertThat(queue.offer(i)).isTrue();
        }
        assertThat(queue.offer(BOUND)).isFalse();
        assertThat(queue).hasSize(BOUND);
        for (int i = 0; i < BOUND; i++) {
            assertThat(queue.peek()).isEqualTo(i);
            assertThat(queue.poll()).isEqualTo(i);
            assertThat(queue.offer(BOUND + i)).isTrue();
        }
        assertThat(queue.offer(0)).isFalse();
        queue.clear();
        assertThat(queue.poll()).isNull();
        assertThat(queue.isEmpty()).isTrue();
    }

    /** Thousands of sessions in one process have somebody who listens, and nothing to tell. */
    @Test
    void whoListensToAQuietSessionCostsLittle() {
        Flux<SessionEvent> events = new EventHub().events();
        subscribed(events, 200); // classes and workers are no subscriber's
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        subscribed(events, 200);
        long each = (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / 200;
        assertThat(each).isLessThan(4096);
    }

    private static void subscribed(Flux<SessionEvent> events, int times) {
        List<Disposable> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(events.subscribe());
        }
        all.forEach(Disposable::dispose);
    }
}
