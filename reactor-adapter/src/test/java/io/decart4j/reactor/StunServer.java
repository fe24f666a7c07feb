package io.decart4j.reactor;

import io.decart4j.webrtc.IceServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers binding requests as a server behind the Internet would (RFC 8489): with an address that is not the sender's own. */
final class StunServer implements AutoCloseable {

    private static final int BINDING_REQUEST = 0x0001;
    private static final int BINDING_RESPONSE = 0x0101;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    private static final int MAGIC = 0x2112A442;
    private static final int DOCUMENTATION_ADDRESS = 0xC6336407; // 198.51.100.7, which nobody has

    final AtomicInteger requests = new AtomicInteger();
    private final DatagramSocket socket;
    private final Thread thread;
    private final boolean answers;

    StunServer(boolean answers) throws IOException {
        this.answers = answers;
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        thread = new Thread(this::serve, "stun-server");
        thread.start();
    }

    IceServer address() {
        return new IceServer(List.of("stun:127.0.0.1:" + socket.getLocalPort()), null, null);
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
                socket.receive(packet);
                requests.incrementAndGet();
                ByteBuffer request = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
                if (answers && request.remaining() >= 20 && request.getShort(0) == BINDING_REQUEST) {
                    byte[] response = response(request, packet.getPort());
                    socket.send(new DatagramPacket(response, response.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static byte[] response(ByteBuffer request, int port) {
        ByteBuffer response = ByteBuffer.allocate(32);
        response.putShort((short) BINDING_RESPONSE).putShort((short) 12).putInt(MAGIC);
        response.put(request.slice(8, 12)); // the transaction
        response.putShort((short) XOR_MAPPED_ADDRESS).putShort((short) 8);
        response.putShort((short) 1).putShort((short) (port ^ MAGIC >>> 16)).putInt(DOCUMENTATION_ADDRESS ^ MAGIC);
        return response.array();
    }

    @Override
    public void close() {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
