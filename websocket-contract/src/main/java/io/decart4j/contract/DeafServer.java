package io.decart4j.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A server that upgrades one connection and then takes nothing any more: what it is sent fills the buffers on the way. */
public final class DeafServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ServerSocket entrance;
    private final CompletableFuture<Socket> upgraded = new CompletableFuture<>();

    /** Listens on the loopback interface. */
    public DeafServer() {
        try {
            entrance = new ServerSocket();
            entrance.setReceiveBufferSize(16 * 1024);
            entrance.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::accept, "deaf-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** Says something, deaf as it is. */
    public void say(byte... bytes) {
        try {
            upgraded.join().getOutputStream().write(bytes);
        } catch (IOException e) {
            // hung up on, which is what is waited for
        }
    }

    /** Waits until the client has hung up, for which what it has sent has to be taken after all. */
    public void awaitEnd() {
        try {
            Socket socket = upgraded.join();
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the client keeps its socket", e);
        } catch (IOException e) {
            // hung up on without a word, which is an end as well
        }
    }

    private void accept() {
        try {
            Socket socket = entrance.accept();
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            for (int read = in.read(); read >= 0; read = in.read()) {
                head.append((char) read);
                if (read == '\n' && head.indexOf("\r\n\r\n") > 0) {
                    break;
                }
            }
            socket.getOutputStream().write(RawServer.upgradeOf(head.toString()));
            upgraded.complete(socket);
        } catch (IOException e) {
            upgraded.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
            upgraded.join().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
