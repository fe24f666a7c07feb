package io.decart4j.livekit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MediaRelayTest {

    @Test
    void aClientThatIsGoneForLongIsForgottenAndTheOthersAreNot() throws IOException {
        try (DatagramSocket server = socket()) {
            MediaRelay relay = new MediaRelay(server.getLocalPort());
            List<DatagramSocket> clients = new ArrayList<>();
            try {
                Set<SocketAddress> seen = new HashSet<>();
                for (int i = 0; i < MediaRelay.MOST_CLIENTS + 20; i++) {
                    clients.add(socket());
                    seen.add(through(relay, clients.get(i), server));
                }
                assertThat(seen).hasSize(clients.size());
                assertThat(relay.clients()).isEqualTo(MediaRelay.MOST_CLIENTS);
                assertThat(seen)
                        .as("the last one is where it was")
                        .contains(through(relay, clients.get(clients.size() - 1), server));
                assertThat(through(relay, clients.get(0), server))
                        .as("the first one comes anew")
                        .isNotNull();
            } finally {
                relay.close();
                clients.forEach(DatagramSocket::close);
            }
        }
    }

    @Test
    void whatIsFarAwayComesLateAndInOrder() throws IOException {
        try (DatagramSocket server = socket();
                DatagramSocket client = socket()) {
            MediaRelay relay = new MediaRelay(server.getLocalPort());
            try {
                relay.delay(Duration.ofMillis(60));
                long began = System.nanoTime();
                for (byte i = 0; i < 50; i++) {
                    client.send(new DatagramPacket(new byte[] {i}, 1, InetAddress.getLoopbackAddress(), relay.port()));
                }
                for (byte i = 0; i < 50; i++) {
                    DatagramPacket packet = new DatagramPacket(new byte[1], 1);
                    server.receive(packet);
                    assertThat(packet.getData()[0]).isEqualTo(i);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(59));

                began = System.nanoTime();
                through(relay, client, server);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(119));
            } finally {
                relay.close();
            }
        }
    }

    /** There and back; where the server saw it come from. */
    private static SocketAddress through(MediaRelay relay, DatagramSocket client, DatagramSocket server)
            throws IOException {
        byte[] hello = {1, 2, 3};
        client.send(new DatagramPacket(hello, hello.length, InetAddress.getLoopbackAddress(), relay.port()));
        DatagramPacket there = new DatagramPacket(new byte[16], 16);
        server.receive(there);
        server.send(new DatagramPacket(there.getData(), there.getLength(), there.getSocketAddress()));
        DatagramPacket back = new DatagramPacket(new byte[16], 16);
        client.receive(back);
        assertThat(back.getLength()).isEqualTo(hello.length);
        return there.getSocketAddress();
    }

    private static DatagramSocket socket() throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(10_000);
        return socket;
    }
}
