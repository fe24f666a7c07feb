package io.decart4j.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.decart4j.error.FrameOverflowException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameBufferTest {

    @Test
    void optionsAddUp() {
        assertThat(FrameBuffer.latest()).isEqualTo(new FrameBuffer(1, false, Duration.ZERO));
        assertThat(FrameBuffer.bounded(4).failing().sample(10))
                .isEqualTo(new FrameBuffer(4, true, Duration.ofMillis(100)))
                .isEqualTo(FrameBuffer.bounded(4).sample(10).failing());
        assertThat(FrameBuffer.bounded(4).overflow())
                .isInstanceOfSatisfying(
                        FrameOverflowException.class,
                        e -> assertThat(e.capacity()).isEqualTo(4));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, FrameBuffer.MAX_CAPACITY + 1, Integer.MAX_VALUE})
    void othersThanSensibleCapacitiesAreRefused(int capacity) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameBuffer.bounded(capacity))
                .withMessage("capacity takes 1 to 1024, not " + capacity);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.0009, 1001, Double.NaN, Double.POSITIVE_INFINITY})
    void othersThanSensibleRatesAreRefused(double fps) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameBuffer.latest().sample(fps))
                .withMessageContaining("fps takes");
    }

    @Test
    void countsAddUp() {
        FrameCounts counts = new FrameCounts(10, 5, 3, 1).plus(new FrameCounts(1, 1, 0, 0));
        assertThat(counts).isEqualTo(new FrameCounts(11, 6, 3, 1));
        assertThat(counts.waiting()).isOne();
    }
}
