package io.decart4j.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Turns at a server, in virtual time. */
class ConnectionGateTest {

    private static final String SERVER = "here";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final ConnectionGate gate = new ConnectionGate(100, () -> time, () -> time.now(TimeUnit.NANOSECONDS));
    /** When each opening began, in milliseconds. */
    private final List<Long> began = new ArrayList<>();

    private final List<Integer> order = new ArrayList<>();

    private Disposable open(int number) {
        return open(SERVER, number);
    }

    private Disposable open(String server, int number) {
        return gate.pass(server, Mono.fromRunnable(() -> {
                    began.add(time.now(TimeUnit.MILLISECONDS));
                    order.add(number);
                }))
                .subscribe();
    }

    private void atMostInAnySecond(int most) {
        for (long from : began) {
            assertThat(began.stream().filter(at -> at >= from && at < from + 1000))
                    .as("openings in the second from %d ms", from)
                    .hasSizeLessThanOrEqualTo(most);
        }
    }

    @Test
    void whoComesAloneGoesAtOnceOnTheCallersThread() {
        Thread caller = Thread.currentThread();
        StepVerifier.create(gate.pass(SERVER, Mono.fromSupplier(Thread::currentThread)))
                .expectNext(caller)
                .verifyComplete();
        assertThat(time.getScheduledTaskCount()).isZero();
    }

    @Test
    void aThousandAtOnceGoInTenSecondsAndInOrder() {
        for (int i = 0; i < 1000; i++) {
            open(i);
        }
        assertThat(began).hasSize(100);
        time.advanceTimeBy(Duration.ofSeconds(9));
        assertThat(began).hasSize(1000);
        atMostInAnySecond(100);
        assertThat(order).isSorted();
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void thereIsOneTimerForAllWhoWait() {
        for (int i = 0; i < 1000; i++) {
            open(i);
        }
        assertThat(time.getScheduledTaskCount()).isOne();
    }

    @Test
    void aBurstAfterAPauseIsCountedWithWhatCameBeforeIt() {
        for (int i = 0; i < 60; i++) {
            open(i);
        }
        time.advanceTimeBy(Duration.ofMillis(900));
        for (int i = 60; i < 160; i++) {
            open(i);
        }
        assertThat(began).hasSize(100); // 40 more within the second
        time.advanceTimeBy(Duration.ofMillis(100));
        assertThat(began).hasSize(160);
        atMostInAnySecond(100);
        time.advanceTimeBy(Duration.ofSeconds(60));
        for (int i = 160; i < 260; i++) {
            open(i);
        }
        assertThat(began).as("a pause saves nothing up").hasSize(260);
        open(260);
        assertThat(began).hasSize(260);
    }

    @Test
    void whoComesLaterDoesNotOvertakeThoseWhoWait() {
        for (int i = 0; i < 150; i++) {
            open(i);
        }
        time.advanceTimeBy(Duration.ofMillis(999));
        open(150);
        time.advanceTimeBy(Duration.ofMillis(1));
        assertThat(order).isSorted().hasSize(151);
    }

    @Test
    void whoIsCancelledGivesTheTurnToTheNext() {
        List<Disposable> waiting = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            waiting.add(open(i));
        }
        for (int i = 100; i < 200; i++) {
            waiting.get(i).dispose();
        }
        assertThat(gate.waiting()).isEqualTo(100);
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(order).hasSize(200).endsWith(298, 299).doesNotContain(150);
    }

    @Test
    void whenAllWhoWaitAreCancelledNobodyGoesAndLaterOnesDoAsEver() {
        List<Disposable> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(open(i));
        }
        all.forEach(Disposable::dispose);
        time.advanceTimeBy(Duration.ofSeconds(10));
        assertThat(began).hasSize(100);
        open(200);
        assertThat(order).endsWith(200);
    }

    @Test
    void serversDoNotWaitForOneAnother() {
        for (int i = 0; i < 150; i++) {
            open(i);
        }
        time.advanceTimeBy(Duration.ofMillis(500));
        for (int i = 0; i < 150; i++) {
            open("there", 1000 + i);
        }
        assertThat(began).hasSize(200);
        time.advanceTimeBy(Duration.ofMillis(500));
        assertThat(began).hasSize(250);
        time.advanceTimeBy(Duration.ofMillis(500));
        assertThat(began).hasSize(300);
    }

    @Test
    void anEarlierTurnAtAnotherServerIsNotWaitedOutByTheTimer() {
        for (int i = 0; i < 100; i++) {
            open("there", i);
        }
        time.advanceTimeBy(Duration.ofMillis(800));
        for (int i = 0; i < 101; i++) {
            open(i);
        }
        open("there", 100); // its turn is in 200 ms, that of the one before in a second
        time.advanceTimeBy(Duration.ofMillis(200));
        assertThat(began).hasSize(201);
        time.advanceTimeBy(Duration.ofMillis(800));
        assertThat(began).hasSize(202);
        atMostInAnySecond(201);
    }

    @Test
    void serversThatAreQuietAreForgotten() {
        for (int i = 0; i < 1000; i++) {
            open("server " + i, i);
            time.advanceTimeBy(Duration.ofSeconds(1));
        }
        assertThat(gate.servers()).isOne();
    }

    /** On the real scheduler: what is fatal to Reactor breaks the virtual one. */
    @Test
    void anOpeningThatThrowsDoesNotStrandThoseBehindIt() {
        ConnectionGate real = new ConnectionGate(1);
        real.pass(SERVER, Mono.just(1)).block(PATIENCE);
        Mono<Object> fatal = Mono.defer(() -> {
            throw new LinkageError("fatal to Reactor");
        });
        AtomicInteger told = new AtomicInteger();
        real.pass(SERVER, fatal).subscribe(null, e -> told.incrementAndGet());
        assertThat(real.pass(SERVER, Mono.just(3)).block(PATIENCE)).isEqualTo(3);
        assertThat(told).as("or it was not fatal").hasValue(0);
    }

    @Test
    void eachSubscriptionTakesATurn() {
        Mono<String> one = gate.pass(SERVER, Mono.just("x"));
        for (int i = 0; i < 100; i++) {
            one.subscribe();
        }
        assertThat(one.toFuture()).isNotDone();
    }

    @Test
    void lessThanOneASecondIsRefused() {
        assertThatThrownBy(() -> new ConnectionGate(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("perSecond takes 1 or more");
    }

    @ParameterizedTest
    @CsvSource({
        "wss://Example.com/v1?a=b,   https://example.com:443",
        "https://example.com:443/,   https://example.com:443",
        "ws://my_host:80,            http://my_host:80",
        "http://my_host,             http://my_host:80",
        "ws://[::1],                 http://[::1]:80",
        "wss://u:p@[::1]:9/a,        https://[::1]:9"
    })
    void aServerIsAHostAndAPort(URI url, String server) {
        assertThat(ConnectionGate.server(url)).isEqualTo(server);
    }
}
