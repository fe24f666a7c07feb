package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long ordinary use of sound, in a JVM of its own: to be run after every upgrade of webrtc-java. */
class AudioStressTest {

    @Test
    void twentyConnectionsTalkAndClose(@TempDir Path folder) throws Exception {
        String said = ChildJvm.run(folder, Duration.ofSeconds(60), List.of(AudioCycles.class.getName(), "20"));
        // A native object that something still refers to is told in the log when it is disposed.
        assertThat(said).contains("done").doesNotContain("may leak");
    }
}
