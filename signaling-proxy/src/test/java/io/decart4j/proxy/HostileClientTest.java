package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import reactor.netty.http.client.HttpClient;

/** Clients that misbehave hurt themselves: a second one, open all the time, notices nothing. */
class HostileClientTest {

    private static final String UPGRADE = String.join(
            "\r\n",
            "GET /v1/stream?api_key=user-bad&model=lucy-2.1 HTTP/1.1",
            "Host: localhost",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "",
            "");

    private static void whileAnotherIsServed(UnaryOperator<ProxyLimits.Builder> limits, Consumer<ProxyHouse> act) {
        try (ProxyHouse house = new ProxyHouse(proxy ->
                        proxy.limits(limits.apply(ProxyLimits.builder()).build()));
                RawClient good = house.connected("good")) {
            good.send("{\"type\":\"prompt\",\"prompt\":\"before\"}");
            good.await(text -> text.contains("before"));
            act.accept(house);
            good.send("{\"type\":\"prompt\",\"prompt\":\"after\"}");
            good.await(text -> text.contains("\"after\""));
            good.assertOpen();
            ProxyHouse.await(() -> house.proxy.counters().open() == 1);
            ProxyHouse.await(() -> house.service.sessions().size() == 1);
        }
    }

    @Test
    void aFloodOfMessagesEndsAtTheRateLimit() {
        whileAnotherIsServed(limits -> limits.messagesPerSecond(10).messageBurst(100), house -> {
            try (RawClient bad = house.connected("bad")) {
                for (int i = 0; i < 300; i++) {
                    bad.send("{\"type\":\"flood\"}");
                }
                bad.awaitEnd(); // the close frame may be lost behind what was not read any more
                ProxyHouse.await(() -> house.proxy.counters().violations() == 1);
            }
        });
    }

    @Test
    void comingBackAtOnceWinsNothing() {
        whileAnotherIsServed(
                limits -> limits.messagesPerSecond(10).messageBurst(100).cooldown(Duration.ofSeconds(2)), house -> {
                    try (RawClient bad = house.connected("bad")) {
                        for (int i = 0; i < 300; i++) {
                            bad.send("{\"type\":\"flood\"}");
                        }
                        bad.awaitEnd();
                        ProxyHouse.await(() -> house.proxy.counters().violations() == 1);
                    }
                    long thrownOut = System.nanoTime();
                    try (RawClient again = house.open("bad")) {
                        again.await(text -> text.contains("session_id"));
                        assertThat(Duration.ofNanos(System.nanoTime() - thrownOut))
                                .isGreaterThan(Duration.ofSeconds(1));
                        again.assertOpen();
                    }
                });
    }

    @Test
    void aFloodOfPingsEndsThereAsWell() {
        whileAnotherIsServed(limits -> limits.messagesPerSecond(10).messageBurst(100), house -> {
            try (RawClient bad = house.connected("bad")) {
                for (int i = 0; i < 300; i++) {
                    bad.send(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
                }
                bad.awaitEnd(); // the close frame may be lost behind what was not read any more
                ProxyHouse.await(() -> house.proxy.counters().violations() == 1);
            }
        });
    }

    @Test
    void aFrameThatIsTooLargeEndsTheConnectionBeforeItIsRead() {
        whileAnotherIsServed(limits -> limits.maxFrameBytes(100_000), house -> {
            try (RawClient bad = house.connected("bad")) {
                bad.send("{\"type\":\"x\",\"data\":\"" + "x".repeat(200_000) + "\"}");
                assertThat(bad.closed().code()).isEqualTo(1009);
            }
        });
    }

    /** Browsers send every message beyond some 131,000 bytes so. */
    @Test
    void aMessageInManyFragmentsIsCountedAsAWholeAndEndsWithTheSameCode() {
        whileAnotherIsServed(limits -> limits.maxFrameBytes(100_000), house -> {
            try (RawClient bad = house.connected("bad")) {
                bad.send(new TextWebSocketFrame(false, 0, "x".repeat(60_000)));
                for (int i = 0; i < 20; i++) {
                    bad.send(new ContinuationWebSocketFrame(false, 0, "x".repeat(60_000)));
                }
                assertThat(bad.closed().code()).isEqualTo(1009);
                assertThat(bad.closed().reasonText()).isEqualTo("Message too big");
            }
        });
    }

    /** What a browser does: its answer to the close frame goes out behind what it has begun to send. */
    @Test
    void aClientThatIsStillSendingItsTooLargeMessageIsToldSoAllTheSame() {
        whileAnotherIsServed(limits -> limits.maxFrameBytes(100_000), house -> {
            try (Socket browser = new Socket(InetAddress.getLoopbackAddress(), house.port())) {
                browser.setSoTimeout((int) ProxyHouse.PATIENCE.toMillis());
                OutputStream out = browser.getOutputStream();
                out.write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
                assertThat(browser.getInputStream().read()).isEqualTo('H'); // upgraded
                // A text in fragments of 60,000 bytes, unmasked by a mask of zeros; more than the sockets between hold.
                byte[] fragment = new byte[8 + 60_000];
                fragment[1] = (byte) 0xFE;
                fragment[2] = (byte) (60_000 >> 8);
                fragment[3] = (byte) 60_000;
                for (int i = 0; i < 500; i++) {
                    fragment[0] = (byte) (i == 0 ? 1 : 0);
                    out.write(fragment);
                }
                out.write(new byte[] {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x03, (byte) 0xF1});
                byte[] heard = browser.getInputStream().readAllBytes(); // until the connection is closed
                assertThat(new String(heard, StandardCharsets.ISO_8859_1))
                        .endsWith("\u0088\u0011\u0003\u00F1Message too big");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void binaryFramesAreNotOfThisProtocol() {
        whileAnotherIsServed(limits -> limits, house -> {
            try (RawClient bad = house.connected("bad")) {
                bad.send(new BinaryWebSocketFrame(Unpooled.copiedBuffer("{}", StandardCharsets.UTF_8)));
                assertThat(bad.closed().code()).isEqualTo(1008);
            }
        });
    }

    @Test
    void aClientThatDoesNotWaitForItsUpgradeIsHungUpOn() {
        whileAnotherIsServed(limits -> limits, house -> {
            try (Socket hasty = new Socket(InetAddress.getLoopbackAddress(), house.port())) {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                all.write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
                all.write(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, '{', '}'});
                hasty.getOutputStream().write(all.toByteArray());
                hasty.setSoTimeout((int) ProxyHouse.PATIENCE.toMillis());
                hasty.getInputStream().readAllBytes(); // returns when the connection is closed
                ProxyHouse.await(() -> house.proxy.counters().open() == 1);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void aClientThatSaysNothingLosesItsSlot() {
        whileAnotherIsServed(limits -> limits.handshake(Duration.ofMillis(300)), house -> {
            try (RawClient bad = house.open("bad")) {
                assertThat(bad.closed().code()).isEqualTo(1008);
                assertThat(bad.closed().reasonText()).isEqualTo("No message");
            }
        });
    }

    @Test
    void aClientThatDoesNotReadIsHungUpOn() {
        whileAnotherIsServed(limits -> limits, house -> {
            try (RawClient bad = house.connected("bad")) {
                bad.stopReading();
                // More than a socket's buffers and the proxy's own bound take.
                for (int i = 0; i < 4; i++) {
                    house.session().faults().sendLarge(24 << 20);
                }
                ProxyHouse.await(() -> house.proxy.counters().open() == 1);
                ProxyHouse.await(() -> house.proxy.counters().violations() == 1);
            }
        });
    }

    @Test
    void aHalfOpenConnectionIsNoticed() {
        whileAnotherIsServed(
                limits -> limits.ping(Duration.ofMillis(200))
                        .silence(Duration.ofSeconds(1))
                        .frameTime(Duration.ofSeconds(30)),
                house -> {
                    try (RawClient bad = house.connected("bad")) {
                        bad.stopReading(); // pings go unanswered
                        ProxyHouse.await(() -> house.proxy.counters().open() == 1);
                    }
                });
    }

    @Test
    void aMessageThatNeverEndsIsNoticedThoughBytesCome() {
        whileAnotherIsServed(
                limits -> limits.ping(Duration.ofMillis(100))
                        .silence(Duration.ofSeconds(2))
                        .frameTime(Duration.ofSeconds(3)),
                house -> {
                    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), house.port())) {
                        OutputStream out = slow.getOutputStream();
                        out.write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
                        out.flush();
                        assertThat(slow.getInputStream().read()).isEqualTo('H'); // upgraded
                        // A masked text frame of 10,000 bytes, of which one byte comes at a time.
                        out.write(new byte[] {(byte) 0x81, (byte) 0xFE, 0x27, 0x10, 0, 0, 0, 0});
                        out.flush();
                        ProxyHouse.await(() -> house.proxy.counters().open() == 2);
                        ProxyHouse.await(() -> {
                            trickle(out);
                            return house.proxy.counters().open() == 1;
                        });
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    private static void trickle(OutputStream out) {
        try {
            out.write('x');
            out.flush();
        } catch (IOException e) {
            // hung up on, which is what is waited for
        }
    }

    @Test
    void whatIsNoUpgradeIsToldSo() {
        try (ProxyHouse house = new ProxyHouse()) {
            Integer status = HttpClient.newConnection()
                    .get()
                    .uri("http://127.0.0.1:" + house.port() + "/v1/stream")
                    .response()
                    .map(response -> response.status().code())
                    .block(ProxyHouse.PATIENCE);
            assertThat(status).isEqualTo(426);
        }
    }
}
