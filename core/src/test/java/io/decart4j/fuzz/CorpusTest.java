package io.decart4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The stored inputs: where the fuzzer begins, and what it has found before. */
class CorpusTest {

    private static final Map<String, Consumer<byte[]>> TARGETS = Map.of(
            "server-message", ServerMessageTarget::fuzzerTestOneInput,
            "client-message", ClientMessageTarget::fuzzerTestOneInput,
            "subscribe-token", SubscribeTokenTarget::fuzzerTestOneInput,
            "client-token", ClientTokenTarget::fuzzerTestOneInput,
            "offer-sdp", OfferSdpTarget::fuzzerTestOneInput);

    @TestFactory
    Stream<DynamicTest> everyStoredInputHolds() {
        return TARGETS.entrySet().stream()
                .flatMap(target -> files(target.getKey()).stream()
                        .map(file -> DynamicTest.dynamicTest(
                                target.getKey() + "/" + file.getFileName(),
                                () -> target.getValue().accept(Files.readAllBytes(file)))));
    }

    @Test
    void everyKindOfMessageIsThere() {
        assertThat(kinds("server-message", SignalingCodec::readServerMessage)).contains(kindsOf(ServerMessage.class));
        assertThat(kinds("client-message", SignalingCodec::readClientMessage)).contains(kindsOf(ClientMessage.class));
    }

    private static List<Class<?>> kinds(String target, Function<byte[], Object> read) {
        return files(target).stream()
                .filter(file -> !file.getFileName().toString().startsWith("refused"))
                .<Class<?>>map(file -> read.apply(bytes(file)).getClass())
                .toList();
    }

    /** The records of a message type that are messages themselves. */
    private static Class<?>[] kindsOf(Class<?> type) {
        return Arrays.stream(type.getPermittedSubclasses()).toArray(Class<?>[]::new);
    }

    private static List<Path> files(String target) {
        URL folder = Objects.requireNonNull(CorpusTest.class.getResource("/corpus/" + target), target);
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().toList();
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
