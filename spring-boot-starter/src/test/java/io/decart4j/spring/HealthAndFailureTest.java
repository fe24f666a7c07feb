package io.decart4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.webrtc.MissingLibrary;
import io.decart4j.webrtc.NativeLibraries;
import io.decart4j.webrtc.NativeLibraryException;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.health.contributor.Status;
import org.springframework.core.io.support.SpringFactoriesLoader;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Native media that is there, and that is not. */
class HealthAndFailureTest {

    private static final MissingLibrary PULSE = new MissingLibrary("libpulse.so.0", "libpulse0");

    @Test
    void healthIsUpWhereTheLibrariesAre() {
        StepVerifier.create(new DecartHealthIndicator("client", NativeLibraries::missing, Mono.empty()).health())
                .assertNext(health -> {
                    assertThat(health.getStatus()).isEqualTo(Status.UP);
                    assertThat(health.getDetails())
                            .containsEntry("media", "available")
                            .containsEntry("client", "client");
                })
                .verifyComplete();
    }

    @Test
    void healthIsDownWithTheRemedyWhereTheyAreMissing() {
        StepVerifier.create(new DecartHealthIndicator("client", () -> List.of(PULSE), Mono.empty()).health())
                .assertNext(health -> {
                    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
                    assertThat(health.getDetails())
                            .containsEntry("missing", List.of("libpulse.so.0"))
                            .containsEntry("remedy", "apt-get install -y libpulse0");
                })
                .verifyComplete();
    }

    @Test
    void aMissingLibraryIsAnalysedWithTheLineThatInstallsIt() throws ReflectiveOperationException {
        // Only the module of the library makes these, on a host that lacks one.
        Constructor<NativeLibraryException> constructor = NativeLibraryException.class.getDeclaredConstructor(
                List.class, String.class, String.class, Throwable.class);
        constructor.setAccessible(true);
        NativeLibraryException failure = constructor.newInstance(List.of(PULSE), null, "not found", null);
        FailureAnalysis analysis = Objects.requireNonNull(
                new NativeLibraryFailureAnalyzer().analyze(new IllegalStateException("startup", failure)));
        assertThat(analysis.getAction()).isEqualTo("On Debian or Ubuntu: apt-get install -y libpulse0");
        assertThat(analysis.getDescription()).contains("libpulse.so.0");
    }

    @Test
    void theAnalyzersAreFoundByBoot() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
                        .load(FailureAnalyzer.class, (type, name, failure) -> {}))
                .hasAtLeastOneElementOfType(DecartPropertyFailureAnalyzer.class)
                .hasAtLeastOneElementOfType(NativeLibraryFailureAnalyzer.class);
    }
}
