package io.decart4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.webrtc.MissingLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                .hasSize(6)
                .allMatch(line -> line.startsWith("ok ") || line.startsWith("none     livekit-server"))
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

    @Test
    void aLivekitServerIsToldAndNotNeeded() {
        Path server = Path.of("/opt/livekit-server");
        Path go = Path.of("/usr/bin/go");

        assertThat(LiveKitCheck.of(() -> Optional.of(server), Optional::empty).row())
                .isEqualTo("ok       livekit-server    /opt/livekit-server");
        assertThat(LiveKitCheck.of(Optional::empty, () -> Optional.of(go)).row())
                .startsWith("ok       livekit-server    none yet; local-server --livekit start builds it once")
                .contains("/usr/bin/go");
        assertThat(LiveKitCheck.of(Optional::empty, Optional::empty).row())
                .startsWith("none     livekit-server    only for local-server --livekit start")
                .endsWith("set LIVEKIT_SERVER to its path, or install Go 1.26");
        assertThat(LiveKitCheck.of(
                                () -> {
                                    throw new IllegalStateException(
                                            "LIVEKIT_SERVER takes the path of a program, not x");
                                },
                                Optional::empty)
                        .row())
                .endsWith("LIVEKIT_SERVER takes the path of a program, not x");
    }

    @Test
    void withoutALivekitServerAHostIsHealthy() {
        assertThat(doctor(List.of(), "--json")).isZero();

        JsonNode check = program.objects("check").stream()
                .filter(one -> one.path("name").asString().equals("livekit-server"))
                .findFirst()
                .orElseThrow();
        assertThat(check.path("ok").asBoolean()).isFalse();
        assertThat(check.path("optional").asBoolean()).isTrue();
        assertThat(program.objects("summary").get(0).path("ok").asBoolean()).isTrue();
    }

    private int doctor(String... args) {
        return doctor(MISSING, args);
    }

    private int doctor(List<MissingLibrary> missing, String... args) {
        Console console =
                new Console(program.in, program.out.stream(), program.err.stream(), Map.of(), false, Mono.never());
        return new CommandLine(new DoctorCommand(
                        console, () -> missing, () -> LiveKitCheck.of(Optional::empty, Optional::empty)))
                .execute(args);
    }
}
