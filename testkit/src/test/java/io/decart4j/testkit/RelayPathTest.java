package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the relay does to packets, one kind of impairment at a time. */
class RelayPathTest {

    private static final int PACKETS = 100;
    private static final int BYTES = 100; // a burst of them fits a socket's buffer

    private final DatagramSocket client = socket();
    private final DatagramSocket server = socket();
    private ImpairedRelay relay = ImpairedRelay.create(7);
    private RelayPath path = relay.open();

    @AfterEach
    void close() {
        relay.close();
        client.close();
        server.close();
    }

    @Test
    void aPacketComesFromThePortThatStandsForItsSender() throws IOException {
        InetSocketAddress clientsFace =
                path.client().portOf(address(client)).orElseThrow().address();
        InetSocketAddress serversFace =
                path.server().portOf(address(server)).orElseThrow().address();
        send(client, 1, serversFace);
        assertThat(receive(server).getSocketAddress()).isEqualTo(clientsFace);
        send(server, 2, clientsFace);
        DatagramPacket answer = receive(client);
        assertThat(answer.getSocketAddress()).isEqualTo(serversFace);
        assertThat(answer.getLength()).isEqualTo(BYTES);
        assertThat(answer.getData()[0]).isEqualTo((byte) 2);
    }

    @Test
    void delayHoldsPacketsBackInOrder() throws IOException {
        relay.impair(NetworkImpairment.NONE.withDelay(Duration.ofMillis(150), Duration.ofMillis(50)));
        long sent = System.nanoTime();
        send(PACKETS);
        assertThat(receive(server).getData()[0]).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(arrived()).isEqualTo(IntStream.range(1, PACKETS).boxed().toList());
    }

    @Test
    void lossIsByTheSeed() throws IOException {
        List<Integer> first = withHalfLost(7);
        assertThat(first).hasSizeBetween(30, 70);
        assertThat(relay.counts().lost()).isEqualTo(PACKETS - first.size());
        assertThat(withHalfLost(7)).isEqualTo(first);
        assertThat(withHalfLost(8)).isNotEqualTo(first);
    }

    @Test
    void reorderedPacketsAreOvertaken() throws IOException {
        relay.impair(NetworkImpairment.NONE.withReordering(0.2));
        send(PACKETS);
        List<Integer> arrived = arrived();
        assertThat(arrived)
                .hasSize(PACKETS)
                .isNotEqualTo(IntStream.range(0, PACKETS).boxed().toList());
        assertThat(relay.counts().reordered()).isBetween(8L, 40L);
    }

    @Test
    void whatIsMoreThanTheRateWaitsAndThenIsLost() throws IOException {
        relay.impair(NetworkImpairment.NONE.withRate(PACKETS * BYTES * 8L)); // all of them in a second
        send(PACKETS);
        assertThat(arrived()).hasSizeBetween(25, 70);
        assertThat(relay.counts().overflowed()).isBetween(30L, 75L);
    }

    @Test
    void anOutageLetsNothingPass() throws IOException {
        relay.outage(Duration.ofMinutes(1));
        send(PACKETS);
        Wait.until(() -> relay.counts().blackedOut() == PACKETS);
        relay.outage(Duration.ZERO);
        send(1);
        assertThat(arrived()).containsExactly(0);
    }

    @Test
    void aPathHasOnlySoManyPorts() {
        long bound = IntStream.range(1, 200)
                .filter(port -> path.client()
                        .portOf(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .isPresent())
                .count();
        assertThat(bound).isEqualTo(64);
        path.close();
        assertThat(path.server().portOf(address(server))).isEmpty();
    }

    private List<Integer> withHalfLost(long seed) throws IOException {
        relay.close();
        relay = ImpairedRelay.create(seed);
        path = relay.open();
        relay.impair(NetworkImpairment.NONE.withLoss(0.5));
        send(PACKETS);
        Wait.until(() -> relay.counts().lost() + relay.counts().forwarded() == PACKETS);
        return arrived();
    }

    private void send(int packets) throws IOException {
        InetSocketAddress to =
                path.server().portOf(address(server)).orElseThrow().address();
        for (int i = 0; i < packets; i++) {
            send(client, i, to);
        }
    }

    private static void send(DatagramSocket from, int number, InetSocketAddress to) throws IOException {
        byte[] packet = new byte[BYTES];
        packet[0] = (byte) number;
        from.send(new DatagramPacket(packet, BYTES, to));
    }

    private List<Integer> arrived() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        try {
            while (true) {
                numbers.add((int) receive(server).getData()[0]);
            }
        } catch (SocketTimeoutException nothingMore) {
            return numbers;
        }
    }

    private static DatagramPacket receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2 * BYTES], 2 * BYTES);
        socket.receive(packet);
        return packet;
    }

    private static InetSocketAddress address(DatagramSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private static DatagramSocket socket() {
        try {
            DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(500);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
