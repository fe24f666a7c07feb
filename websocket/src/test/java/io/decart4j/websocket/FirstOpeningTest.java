package io.decart4j.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FirstOpeningTest {

    /** In a process of its own: what Reactor Netty loads, it loads once. */
    @Test
    void theFirstOpeningOfAProcessLoadsNoTrustStoreOnItsOwnThread() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstOpening.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(said).contains("Connection refused").contains("trust was loaded by [decart4j-default-tls]");
        } finally {
            process.destroyForcibly();
        }
    }
}
