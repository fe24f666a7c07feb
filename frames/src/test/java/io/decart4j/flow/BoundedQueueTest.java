package io.decart4j.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
