package io.decart4j.testkit;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The stored inputs of the local server: where the fuzzer begins, and what it has found before. */
class CorpusTest {

    private static final Map<String, Consumer<byte[]>> TARGETS = Map.of(
            "upgrade-query", UpgradeQueryTarget::fuzzerTestOneInput,
            "received-frame", ReceivedFrameTarget::fuzzerTestOneInput,
            "candidate-sdp", CandidateSdpTarget::fuzzerTestOneInput);

    @TestFactory
    Stream<DynamicTest> everyStoredInputHolds() {
        return TARGETS.entrySet().stream()
                .flatMap(target -> files(target.getKey()).stream()
                        .map(file -> DynamicTest.dynamicTest(
                                target.getKey() + "/" + file.getFileName(),
                                () -> target.getValue().accept(Files.readAllBytes(file)))));
    }

    private static List<Path> files(String target) {
        URL folder = Objects.requireNonNull(CorpusTest.class.getResource("/corpus/" + target), target);
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().toList();
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
