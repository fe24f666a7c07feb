package io.decart4j.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSVerifier;
import io.decart4j.error.TokenVerifyException;
import io.decart4j.error.TokenVerifyException.Reason;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** When keys are asked for, in invented time. */
class KeySetTest {

    private final JWSVerifier first = verifier();
    private final JWSVerifier second = verifier();
    private final List<Sinks.One<Map<String, JWSVerifier>>> requests = new ArrayList<>();
    private final KeySet keys = new KeySet(Mono.defer(() -> {
        Sinks.One<Map<String, JWSVerifier>> request = Sinks.one();
        requests.add(request);
        return request.asMono();
    }));
    private final List<Object> got = new ArrayList<>();
    private VirtualTimeScheduler time = VirtualTimeScheduler.create();

    @BeforeEach
    void begin() {
        time = VirtualTimeScheduler.getOrSet(true);
        time.advanceTimeBy(Duration.ofDays(1));
    }

    @AfterEach
    void end() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void whoNeedsThemAtOnceSharesARequest() {
        ask("a");
        ask("b");
        answer(0, Map.of("a", first, "b", second));

        assertThat(got).containsExactly(first, second);
        assertThat(requests).hasSize(1);
    }

    @Test
    void whoGivesUpTakesItFromNobody() {
        Disposable impatient = ask("a");
        ask("a");
        impatient.dispose();
        answer(0, Map.of("a", first));

        assertThat(got).containsExactly(first);
    }

    @Test
    void theyAreFetchedAnewAfterAnHour() {
        known(Map.of("a", first));
        time.advanceTimeBy(KeySet.LIFETIME.minusNanos(1));
        ask("a");
        assertThat(requests).hasSize(1);

        time.advanceTimeBy(Duration.ofNanos(1));
        ask("a");
        answer(1, Map.of("b", second));

        // A key that the platform has withdrawn is no longer good.
        assertThat(got).hasSize(2).first().isEqualTo(first);
        assertThat(reason(1)).isEqualTo(Reason.UNTRUSTED);
    }

    @Test
    void oldOnesGoOnWhileThereAreNoOthers() {
        known(Map.of("a", first));
        time.advanceTimeBy(KeySet.LIFETIME);
        ask("a");
        fail(1);
        ask("a");
        assertThat(got).containsExactly(first, first);
        assertThat(requests).hasSize(2);

        time.advanceTimeBy(KeySet.PAUSE);
        ask("a");
        answer(2, Map.of("a", second));
        assertThat(got).containsExactly(first, first, second);
    }

    @Test
    void anUnknownOneIsAskedForOnceAMinute() {
        known(Map.of("a", first));
        for (int i = 0; i < 100; i++) {
            ask("b");
        }
        assertThat(requests).hasSize(1);
        assertThat(reason(99)).isEqualTo(Reason.UNTRUSTED);

        time.advanceTimeBy(KeySet.PAUSE);
        ask("b");
        answer(1, Map.of("a", first, "b", second));
        assertThat(got.get(100)).isEqualTo(second);

        time.advanceTimeBy(KeySet.PAUSE.minusNanos(1));
        ask("c");
        assertThat(requests).hasSize(2);
    }

    @Test
    void withoutAnyTheReasonIsToldAndAnotherRequestIsMadeASecondLater() {
        ask("a");
        fail(0);
        ask("a");
        assertThat(reason(0)).isEqualTo(Reason.KEYS_UNAVAILABLE);
        assertThat(reason(1)).isEqualTo(Reason.KEYS_UNAVAILABLE);
        assertThat(requests).hasSize(1);

        time.advanceTimeBy(KeySet.PAUSE_WITHOUT_KEYS);
        ask("a");
        answer(1, Map.of("a", first));
        assertThat(got.get(2)).isEqualTo(first);
    }

    private void known(Map<String, JWSVerifier> map) {
        ask("a");
        answer(0, map);
        got.clear();
    }

    private Disposable ask(String id) {
        return keys.key(id).subscribe(got::add, got::add);
    }

    private void answer(int request, Map<String, JWSVerifier> map) {
        requests.get(request).tryEmitValue(map).orThrow();
    }

    private void fail(int request) {
        requests.get(request)
                .tryEmitError(new TokenVerifyException(Reason.KEYS_UNAVAILABLE, "no route", null))
                .orThrow();
    }

    private Reason reason(int place) {
        return ((TokenVerifyException) got.get(place)).reason();
    }

    private static JWSVerifier verifier() {
        try {
            return new Ed25519Verifier(new byte[32]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
