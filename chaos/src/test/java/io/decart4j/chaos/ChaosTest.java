package io.decart4j.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.reactor.Transport;
import io.decart4j.testkit.Faults;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChaosTest {

    static final Duration LENGTH = Duration.ofSeconds(Long.getLong("chaos.seconds", 20));

    /** With {@code -Dchaos.seed} a run is as the one before, as far as the machine allows. */
    static final long SEED = Long.getLong("chaos.seed", 20_261_127L);

    @Test
    void sessionsSurviveEverything() {
        Report report = clean(new Scenario(SEED, Transport.DIRECT, LENGTH, 2, Scenario.STORM));
        assertThat(report.tally().recoveries.count()).isGreaterThan((int) LENGTH.toSeconds() / 5);
        assertThat(report.packets().orElseThrow().forwarded()).isGreaterThan(100 * LENGTH.toSeconds());
    }

    static Report clean(Scenario scenario) {
        Report report = new ChaosRun(scenario).run();
        System.out.println(report);
        assertThat(report.broken()).as("seed %d", scenario.seed()).isEmpty();
        assertThat(report.tally().acknowledged.sum())
                .isGreaterThan(scenario.duration().toSeconds());
        return report;
    }

    @Test
    void everyFaultThatTheServerOffersIsInjected() {
        Set<String> offered = Arrays.stream(Faults.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(method -> method.getName().replaceAll("([A-Z])", "_$1").toUpperCase(java.util.Locale.ROOT))
                // These end faults.
                .filter(name -> !name.equals("RESET") && !name.equals("RESTORE_CREDITS"))
                .collect(Collectors.toSet());
        assertThat(Arrays.stream(Fault.values()).map(Enum::name)).containsAll(offered);
    }
}
