package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Who is told what of generation time. */
class BillingTest {

    private final List<Usage> told = new CopyOnWriteArrayList<>();

    private Mono<Void> tell(Usage usage) {
        return Mono.fromRunnable(() -> told.add(usage));
    }

    private void awaitLast() {
        ProxyHouse.await(() -> told.stream().anyMatch(Usage::last));
    }

    @Test
    void ticksAreToldAndTheEndExactlyOnce() {
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.onUsage(this::tell));
                RawClient client = house.connected("ann")) {
            for (String tick : List.of("1", "2.5", "2", "4")) {
                house.service.faults().send("{\"type\":\"generation_tick\",\"seconds\":" + tick + "}");
                client.await(text -> text.endsWith("\"seconds\":" + tick + "}"));
            }
            house.service.faults().send("{\"type\":\"generation_ended\",\"seconds\":5,\"reason\":\"timeout\"}");
            house.service.faults().close(1000, "timeout");
            client.closed();
            awaitLast();
            String id = told.get(0).session().sessionId().orElseThrow();
            assertThat(id).startsWith("sess_");
            assertThat(told.get(0).session().caller().name()).isEqualTo("ann");
            assertThat(told).extracting(Usage::seconds).isSorted().last().isEqualTo(5.0);
            assertThat(told).filteredOn(Usage::last).hasSize(1);
        }
    }

    @Test
    void aClientThatVanishesIsBilledForWhatItHad() {
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.onUsage(this::tell));
                RawClient client = house.connected("ann")) {
            house.service.faults().send("{\"type\":\"generation_tick\",\"seconds\":7}");
            client.await(text -> text.contains("generation_tick"));
            client.drop();
            awaitLast();
            assertThat(told.get(told.size() - 1).seconds()).isEqualTo(7);
        }
    }

    @Test
    void aHookThatIsSlowGetsTheNewestAndHoldsUpNobody() {
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.onUsage(
                        usage -> Mono.delay(Duration.ofMillis(200)).then(tell(usage))));
                RawClient client = house.connected("ann")) {
            for (int i = 1; i <= 200; i++) {
                house.service.faults().send("{\"type\":\"generation_tick\",\"seconds\":" + i + "}");
            }
            client.await(text -> text.contains("200"));
            assertThat(told).hasSizeLessThan(100);
            client.closeWith(1000, "");
            awaitLast();
            assertThat(told.get(told.size() - 1).seconds()).isEqualTo(200);
        }
    }

    @Test
    void aHookThatFailsEndsNothing() {
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.onUsage(usage -> {
                    told.add(usage);
                    return Mono.error(new IllegalStateException("no ledger"));
                }));
                RawClient client = house.connected("ann")) {
            house.service.faults().send("{\"type\":\"generation_tick\",\"seconds\":1}");
            house.service.faults().send("{\"type\":\"generation_tick\",\"seconds\":2}");
            client.await(text -> text.endsWith("\"seconds\":2}"));
            client.assertOpen();
            client.closeWith(1000, "");
            awaitLast();
        }
    }
}
