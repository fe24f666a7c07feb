package io.decart4j.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.CommandException;
import io.decart4j.error.CommandException.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/** The invariants of commands can break. */
class CommandsTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Tally tally = new Tally();
    private final Broken broken = new Broken();
    private final Commands commands = new Commands("session", tally, broken);

    @Test
    void anAckAndARefusalAreCounted() {
        commands.issue("prompt", Mono.empty(), LIMIT);
        commands.issue("prompt", Mono.error(CommandException.rejected("prompt", "no")), LIMIT);
        commands.issue("prompt", Mono.never(), LIMIT).cancel();
        commands.check();
        assertThat(broken.found()).isEmpty();
        assertThat(tally.issued.sum()).isEqualTo(3);
        assertThat(tally.acknowledged.sum()).isEqualTo(1);
        assertThat(tally.failed(Reason.REJECTED).sum()).isEqualTo(1);
        assertThat(tally.cancelled.sum()).isEqualTo(1);
        assertThat(commands.open()).isZero();
    }

    @Test
    void oneThatDoesNotEndInTimeBreaksIt() {
        commands.issue("prompt", Mono.never(), Duration.ofSeconds(-10));
        commands.check();
        assertThat(broken.found()).containsExactly("session: the prompt has not ended in time");
    }

    @Test
    void oneThatEndsTwiceBreaksIt() {
        commands.issue("prompt", new EndsTwice(), LIMIT);
        assertThat(broken.found()).containsExactly("session: the prompt ended more than once");
    }

    @Test
    void anotherErrorThanACommandExceptionBreaksIt() {
        commands.issue("prompt", Mono.error(new IllegalStateException("odd")), LIMIT);
        assertThat(broken.found())
                .containsExactly("session: the prompt ended with java.lang.IllegalStateException: odd");
    }

    private static final class EndsTwice extends Mono<Void> {
        @Override
        public void subscribe(CoreSubscriber<? super Void> actual) {
            actual.onSubscribe(Operators.emptySubscription());
            actual.onComplete();
            actual.onComplete();
        }
    }
}
