package io.decart4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.webrtc.MissingLibrary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

class DoctorTest {

    private static final List<MissingLibrary> MISSING =
            List.of(new MissingLibrary("libX11.so.6", "libx11-6"), new MissingLibrary("libpulse.so.0", "libpulse0"));

    private final Program program = new Program();

    @Test
    void aHealthyHostSendsRealFrames() {
        assertThat(program.run("doctor")).isZero();

        assertThat(program.out.lines())
                .hasSize(5)
                .allMatch(line -> line.startsWith("ok "))
                .anyMatch(line -> line.contains("codecs") && line.contains("VP8"))
                .anyMatch(line -> line.contains("media") && line.contains("10 frames"));
    }

    @Test
    void missingLibrariesAreNamedWithTheOneCommand() {
        assertThat(doctor()).isEqualTo(1);

        assertThat(program.out.lines())
                .anyMatch(line -> line.startsWith("missing  native libraries")
                        && line.contains("libX11.so.6, libpulse.so.0")
                        && line.endsWith("sudo apt-get install -y libx11-6 libpulse0"))
                .anyMatch(line -> line.startsWith("missing  media"));
        assertThat(program.err.text()).isEmpty();
    }

    @Test
    void programsGetObjects() {
        assertThat(doctor("--json")).isEqualTo(1);

        JsonNode libraries = program.objects("check").stream()
                .filter(check -> check.path("name").asString().equals("native libraries"))
                .findFirst()
                .orElseThrow();
        assertThat(libraries.path("ok").asBoolean()).isFalse();
        JsonNode summary = program.objects("summary").get(0);
        assertThat(summary.path("ok").asBoolean()).isFalse();
        assertThat(summary.path("install").asString()).isEqualTo("sudo apt-get install -y libx11-6 libpulse0");
    }

    private int doctor(String... args) {
        Console console =
                new Console(program.in, program.out.stream(), program.err.stream(), Map.of(), false, Mono.never());
        return new CommandLine(new DoctorCommand(console, () -> MISSING)).execute(args);
    }
}
