package io.decart4j.testsupport;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** The rule is on here by itself, as in every module. */
class DroppedErrorsTest {

    private static final class Ours extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void anErrorOfOursThatNobodyTakesFailsTheTest() {
        Operators.onErrorDropped(new IllegalStateException(new Ours()), Context.empty());
        assertThatThrownBy(DroppedErrors::assertNone).hasMessageContaining("nobody takes");
        DroppedErrors.assertNone(); // told once
    }

    @Test
    void whatOthersThrowIsTheirs() {
        Operators.onErrorDropped(new IllegalStateException("a listener's"), Context.empty());
        DroppedErrors.assertNone();
    }
}
