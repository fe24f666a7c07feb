package io.decart4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.testkit.LocalDecartServer;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code connect --json} against a server in the same JVM. */
class ConnectTest {

    private final LocalDecartServer server =
            LocalDecartServer.builder().tickInterval(Duration.ofMillis(200)).start();
    private final Program program = Program.with(server);

    @AfterEach
    void theKeyIsNowhere() {
        server.close();
        assertThat(program.out.text() + program.err.text()).doesNotContain(server.apiKey());
    }

    @Test
    void tellsEverythingThatHappensAndDoesWhatIsTyped(@TempDir Path folder) throws Exception {
        Path image = picture(folder.resolve("red.png"), "png");
        CompletableFuture<Integer> status = start("--prompt", "noir");
        program.awaitObjects(1, "\"generationTick\"");
        program.in.type("prompt invert", "", "image " + image, "clear", "prompt something forbidden", "dance wildly");
        program.awaitObjects(5, "\"command\"");
        program.awaitObjects(1, "\"frames\"");
        program.awaitObjects(1, "\"firstFrame\"");
        program.in.type("quit");

        assertThat(status.get()).isZero();
        assertThat(program.err.text()).isEmpty();
        List<JsonNode> objects = program.objects();
        assertThat(objects.stream().map(object -> object.path("t").asLong())).isSorted();
        assertThat(states()).startsWith("connecting").contains("generating").endsWith("disconnected");
        assertThat(program.objects("sessionStarted").get(0).path("sessionId").asString())
                .isNotEmpty();
        assertThat(program.objects("generationTick").get(0).path("seconds").asDouble())
                .isPositive();
        assertThat(program.objects("command").stream()
                        .map(object -> object.path("command").asString() + " " + object.path("ok") + " "
                                + object.path("error").asString("")))
                .containsExactly(
                        "prompt true ",
                        "image true ",
                        "clear true ",
                        "prompt false Prompt rejected by moderation",
                        "dance false unknown command; takes prompt TEXT, image FILE, clear, mute, unmute, quit");
        assertThat(program.objects("command"))
                .allMatch(object -> object.path("ms").isNumber());
        assertThat(program.objects("firstFrame")).singleElement().satisfies(first -> {
            assertThat(first.path("width").asInt()).isEqualTo(320);
            assertThat(first.path("height").asInt()).isEqualTo(180);
            assertThat(first.path("ms").asLong()).isPositive();
        });
        JsonNode frames = program.objects("frames").get(0);
        assertThat(frames.propertyNames())
                .containsExactlyInAnyOrder("type", "t", "sent", "received", "dropped", "width", "height", "fps");
        JsonNode summary = objects.get(objects.size() - 1);
        assertThat(summary.path("type").asString()).isEqualTo("summary");
        assertThat(summary.path("ok").asBoolean()).isTrue();
        assertThat(summary.path("failedCommands").asInt()).isEqualTo(2);
        assertThat(summary.path("received").asLong()).isPositive();
    }

    @Test
    void sendsNothingBeforeUnmuteIsTyped() throws Exception {
        CompletableFuture<Integer> status = start(
                "--start-muted",
                "--codec",
                "vp9",
                "--max-bitrate",
                "800000",
                "--max-framerate",
                "10",
                "--degradation",
                "balanced");
        program.awaitObjects(1, "\"frames\"");
        assertThat(program.objects("frames").get(0).path("sent").asLong()).isZero();
        assertThat(program.objects("frames").get(0).path("dropped").asLong()).isPositive();
        program.in.type("unmute");
        program.awaitObjects(1, "\"state\":\"generating\"");
        program.in.type("mute", "quit");

        assertThat(status.get()).isZero();
        assertThat(program.objects("command").stream()
                        .map(object -> object.path("command").asString() + " " + object.path("ok")))
                .containsExactly("unmute true", "mute true");
    }

    @Test
    void theEndOfTheInputIsNotTheEndOfTheDuration() {
        program.in.end();

        assertThat(program.run(arguments("--duration", "1500ms"))).isZero();
        assertThat(program.objects("frames")).hasSize(1);
    }

    @Test
    void withoutADurationTheEndOfTheInputIsTheEnd() {
        program.in.type("prompt noir").end();

        assertThat(program.run(arguments())).isZero();
        assertThat(program.objects("command").get(0).path("ok").asBoolean()).isTrue();
    }

    @Test
    void aDropIsToldAndHealed() throws Exception {
        CompletableFuture<Integer> status = start();
        program.awaitObjects(1, "\"state\":\"generating\"");
        server.faults().drop();
        program.awaitObjects(2, "\"state\":\"generating\"");
        program.in.type("prompt noir", "quit");

        assertThat(status.get()).isZero();
        JsonNode reconnecting = program.objects("reconnecting").get(0);
        assertThat(reconnecting.path("attempt").asInt()).isEqualTo(1);
        assertThat(reconnecting.path("delayMs").isNumber()).isTrue();
        assertThat(reconnecting.path("cause").asString()).isNotEmpty();
        assertThat(states()).contains("reconnecting");
        assertThat(program.objects("command").get(0).path("ok").asBoolean()).isTrue();
        assertThat(program.objects("summary").get(0).path("reconnects").asInt()).isEqualTo(1);
    }

    @Test
    void theServersEndIsAFailure() throws Exception {
        CompletableFuture<Integer> status = start();
        program.awaitObjects(1, "\"state\":\"generating\"");
        server.faults().exhaustCredits();

        assertThat(status.get()).isEqualTo(1);
        JsonNode error = program.objects("error").get(0);
        assertThat(error.path("code").asString()).isEqualTo("WEBRTC_SERVER_ERROR");
        assertThat(error.path("message").asString()).contains("insufficient_credits");
        assertThat(program.objects("summary").get(0).path("ok").asBoolean()).isFalse();
        assertThat(program.err.lines())
                .singleElement()
                .isEqualTo("decart4j: The server ended the session: insufficient_credits");
    }

    @Test
    void anInterruptEndsTheSessionInOrder() throws Exception {
        CompletableFuture<Integer> status = start("--duration", "1h");
        program.awaitObjects(1, "\"state\":\"generating\"");
        program.interrupt();

        assertThat(status.get()).isZero();
        assertThat(states()).endsWith("disconnected");
        assertThat(program.objects("summary")).hasSize(1);
    }

    @Test
    void anInterruptBeforeTheConnectionIsAFailure() throws Exception {
        server.faults().answerUnavailable(100);
        CompletableFuture<Integer> status = start();
        program.awaitObjects(1, "\"reconnecting\"");
        program.interrupt();

        assertThat(status.get()).isEqualTo(1);
        assertThat(program.err.lines())
                .singleElement()
                .isEqualTo("decart4j: interrupted before the session was connected");
    }

    @Test
    void aFileThatIsNoImageIsBadInput(@TempDir Path folder) throws Exception {
        Path text = Files.writeString(folder.resolve("notes.png"), "not a picture");

        assertThat(program.run(arguments("--image", text.toString()))).isEqualTo(2);
        assertThat(program.objects("error").get(0).path("code").asString()).isEqualTo("INVALID_INPUT");
        assertThat(program.err.lines()).singleElement().asString().startsWith("decart4j: --image takes PNG");
    }

    @Test
    void theOtherTransportIsNamedAsItIsTyped() {
        assertThat(program.run("connect", "--url", server.realtimeUrl(), "--size", "160x120"))
                .isEqualTo(1);

        assertThat(program.err.lines())
                .singleElement()
                .asString()
                .startsWith("decart4j: The server has no rooms")
                .endsWith(": use --transport direct");
        assertThat(program.out.text()).doesNotContain("ConnectOptions");
    }

    /** There, image is the word that was typed, and no option. */
    @Test
    void anErrorOfATypedLineNamesNoOption() {
        program.in.type("image nosuch.png", "quit");

        assertThat(program.run(arguments())).isZero();
        assertThat(program.objects("command").get(0).path("error").asString())
                .startsWith("image takes a readable file");
    }

    @Test
    void aRefusedKeyIsAFailureThatDoesNotQuoteIt() {
        assertThat(program.run(arguments("--api-key", "dct_other"))).isEqualTo(1);

        assertThat(program.objects("error")).isNotEmpty();
        assertThat(program.objects("summary").get(0).path("ok").asBoolean()).isFalse();
        assertThat(program.err.lines()).hasSize(1);
        assertThat(program.out.text() + program.err.text()).doesNotContain("dct_other");
    }

    @Test
    void sendsPicturesAndSavesWhatComesBack(@TempDir Path folder) throws Exception {
        Path png = picture(folder.resolve("a.png"), "png");
        Path jpeg = picture(folder.resolve("b.jpg"), "jpg");
        File out = folder.resolve("out").toFile();

        assertThat(program.run(arguments(
                        "--input",
                        png.toString(),
                        jpeg.toString(),
                        "--size",
                        "160x120",
                        "--fps",
                        "10",
                        "--duration",
                        "2s",
                        "--out",
                        out.toString())))
                .isZero();

        File[] saved = out.listFiles();
        assertThat(saved).isNotNull().hasSizeGreaterThanOrEqualTo(2);
        assertThat(Stream.of(saved).map(File::getName)).contains("frame-0001.png", "frame-0002.png");
        BufferedImage picture = ImageIO.read(new File(out, "frame-0002.png"));
        assertThat(picture.getWidth() + "x" + picture.getHeight()).isEqualTo("160x120");
        assertThat(program.objects("summary").get(0).path("sent").asInt()).isBetween(5, 60);
    }

    @Test
    void forPeopleItIsSentences() {
        program.in.end();

        assertThat(program.run(
                        "connect",
                        "--transport",
                        "direct",
                        "--url",
                        server.httpUrl(),
                        "--size",
                        "160x120",
                        "--duration",
                        "300ms"))
                .isZero();

        assertThat(program.out.text()).contains("connected", "ended in order").doesNotContain("{");
    }

    private CompletableFuture<Integer> start(String... more) {
        return program.start(arguments(more));
    }

    private String[] arguments(String... more) {
        List<String> size = Arrays.asList(more).contains("--size") ? List.of() : List.of("--size", "320x180");
        return Stream.of(
                        List.of("connect", "--transport", "direct", "--json", "--url", server.realtimeUrl()),
                        size,
                        List.of(more))
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    private List<String> states() {
        return program.objects("connectionChange").stream()
                .map(object -> object.path("state").asString())
                .toList();
    }

    private static Path picture(Path file, String format) throws IOException {
        BufferedImage image = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillRect(0, 0, 100, 100);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        return file;
    }
}
