package io.decart4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.contract.RawServer.Call;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** What every user of WebSockets keeps to, against a server that is only bytes. */
public abstract class WebSocketContract {

    /** What is not to be found in any log. */
    protected static final String SECRET = "s3cret-of-the-contract";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How much later something may be done than it was to be, on a machine that is busy. */
    private static final Duration BUSY = Duration.ofSeconds(4);

    /** Longer than anything here is waited for. */
    private static final Duration LONG = Duration.ofSeconds(60);

    private final RawServer server = new RawServer();
    private final LoggedLines log = new LoggedLines();

    /**
     * Opens a connection as the user does.
     *
     * @param base {@code ws://127.0.0.1:port}
     * @param secret what proves who asks
     * @param silence how long a connection lives without a sign of the other side
     */
    protected abstract Mono<OpenSocket> open(String base, String secret, Duration silence);

    /** The largest message in bytes that the user takes. */
    protected abstract int maxMessageBytes();

    /** The close code of the user's goodbye. */
    protected int goodbye() {
        return 1000;
    }

    /** How long the user waits for the answer to its goodbye. */
    protected Duration goodbyeLimit() {
        return Duration.ofSeconds(1);
    }

    /** Whether it is the connection that notices silence, and not the user's own protocol. */
    protected boolean noticesSilence() {
        return true;
    }

    /** Fails when a buffer of Netty's has leaked. */
    protected abstract void assertNoLeaks();

    /** What is logged while a connection opens is checked, too. */
    @BeforeEach
    final void nothingIsSaidYet() {
        assertThat(log.lines()).noneMatch(line -> line.contains(SECRET));
    }

    @AfterEach
    final void nothingIsLeftAndNothingIsTold() {
        server.close();
        log.close();
        assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(SECRET));
        assertNoLeaks();
    }

    @Test
    protected void theSecretGoesWithTheRequestOnHttp11() {
        CompletableFuture<OpenSocket> opening = opening(LONG);
        Call call = server.next();
        assertThat(call.request()).contains(SECRET).contains(" HTTP/1.1\r\n");
        call.upgrade();
        done(opening).close().block(PATIENCE);
        call.awaitEnd();
    }

    @Test
    protected void goodbyeIsACloseFrameThatIsAnsweredOrHungUpOn() {
        CompletableFuture<OpenSocket> opening = opening(LONG);
        Call call = server.next();
        call.upgrade();
        OpenSocket socket = done(opening);
        CompletableFuture<String> ended = socket.ended().toFuture();

        assertThat(socket.close().toFuture()) // nobody answers
                .succeedsWithin(goodbyeLimit().plus(BUSY));

        assertThat(call.closeCode()).isEqualTo(goodbye());
        call.awaitEnd();
        assertThat(ended).succeedsWithin(PATIENCE);
        socket.close().block(PATIENCE);
    }

    @Test
    protected void theServersCloseStatusIsToldAndAnswered() {
        CompletableFuture<OpenSocket> opening = opening(LONG);
        Call call = server.next();
        call.upgrade();
        OpenSocket socket = done(opening);
        CompletableFuture<String> ended = socket.ended().toFuture();

        call.frame(0x88, close(4321, "moving house"));

        assertThat(ended).succeedsWithin(PATIENCE).asString().contains("4321");
        assertThat(call.closeCode()).isEqualTo(4321);
        socket.close().block(PATIENCE);
        call.awaitEnd();
    }

    @Test
    protected void silenceEndsTheConnection() {
        Assumptions.assumeTrue(noticesSilence());
        CompletableFuture<OpenSocket> opening = opening(Duration.ofMillis(600));
        Call call = server.next();
        call.upgrade();
        OpenSocket socket = done(opening);
        long since = System.nanoTime();

        assertThat(socket.ended().block(PATIENCE)).isNotNull();

        assertThat(System.nanoTime() - since).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(500));
        socket.close().block(PATIENCE);
        call.awaitEnd();
    }

    @Test
    protected void aMessageOfTooManyBytesEndsTheConnection() {
        tooMany(call -> call.frame(0x82, new byte[maxMessageBytes() + 1]));
    }

    @Test
    protected void fragmentsAreCountedAsOneMessage() {
        tooMany(call -> {
            byte[] part = new byte[maxMessageBytes() / 2 + 1];
            call.frame(0x02, part);
            call.frame(0x00, part);
        });
    }

    private void tooMany(java.util.function.Consumer<Call> says) {
        CompletableFuture<OpenSocket> opening = opening(LONG);
        Call call = server.next();
        call.upgrade();
        OpenSocket socket = done(opening);
        CompletableFuture<String> ended = socket.ended().toFuture();
        says.accept(call);
        assertThat(ended).succeedsWithin(PATIENCE);
        socket.close().block(PATIENCE);
        call.awaitEnd();
    }

    @Test
    protected void aServerThatGoesWithoutAWordIsTold() {
        CompletableFuture<OpenSocket> opening = opening(LONG);
        Call call = server.next();
        call.upgrade();
        OpenSocket socket = done(opening);
        CompletableFuture<String> ended = socket.ended().toFuture();
        call.drop();
        assertThat(ended).succeedsWithin(PATIENCE);
        socket.close().block(PATIENCE);
        call.awaitEnd();
    }

    @Test
    protected void cancellingDuringTheUpgradeLeavesNoSocket() {
        Disposable opening = open(base(), SECRET, LONG).subscribe();
        Call call = server.next();
        call.request();
        opening.dispose();
        call.awaitEnd();
    }

    @Test
    protected void aRefusedUpgradeTellsItsStatusWhateverThePageIs() {
        CompletableFuture<OpenSocket> opening = opening(LONG);
        Call call = server.next();
        call.request();
        byte[] page = "<html>".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        call.write(("HTTP/1.1 403 Forbidden\r\nContent-Length: " + page.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        call.write(page);
        answerWhoAsksWhy();
        assertThat(opening)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingCause()
                .satisfies(e -> assertThat(told(e)).contains("403").doesNotContain(SECRET));
        call.awaitEnd();
    }

    /** For a user that asks a second time for the reason: answers that with the same status. */
    protected void answerWhoAsksWhy() {}

    /** The server, for those. */
    protected final RawServer server() {
        return server;
    }

    private static String told(Throwable e) {
        StringBuilder all = new StringBuilder();
        for (Throwable each = e; each != null; each = each.getCause()) {
            all.append(each).append('\n');
        }
        return all.toString();
    }

    private String base() {
        return "ws://127.0.0.1:" + server.port();
    }

    private CompletableFuture<OpenSocket> opening(Duration silence) {
        return open(base(), SECRET, silence).toFuture();
    }

    private static OpenSocket done(CompletableFuture<OpenSocket> opening) {
        return Objects.requireNonNull(Mono.fromFuture(opening).block(PATIENCE));
    }

    private static byte[] close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(text.length + 2)
                .putShort((short) code)
                .put(text)
                .array();
    }
}
