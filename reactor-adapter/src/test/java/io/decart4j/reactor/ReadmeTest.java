package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.server.LiveKitServerExtension;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

    @RegisterExtension
    static final LiveKitServerExtension SERVER = new LiveKitServerExtension();

    private static final Path SOURCE = Path.of("src/test/java/io/decart4j/reactor/ReadmeExample.java");

    @Test
    void theExampleInTheReadmeIsTheOneThatCompiles() throws IOException {
        String source = Files.readString(SOURCE);
        String example = source.substring(
                source.indexOf("// example\n") + "// example\n".length(), source.indexOf("        // end\n"));
        assertThat(Files.readString(Path.of("../README.md")))
                .contains("```java\n" + example.replaceAll("(?m)^ {8}", "") + "```");
    }

    @Test
    void theExampleWorks(@TempDir Path folder) throws IOException {
        Path coat = Files.write(folder.resolve("coat.png"), EndToEndTest.png(Color.RED));
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            assertThat(ReadmeExample.watch(studio.client, Studio.pattern(), coat)
                            .block(Studio.PATIENCE))
                    .isEqualTo(100);
            assertThat(studio.client.runtime().openPeerConnections()).isZero();
        }
    }
}
