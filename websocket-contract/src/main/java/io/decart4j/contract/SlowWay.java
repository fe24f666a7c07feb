package io.decart4j.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A way to a server that is slow up and fast down, with little room on it: 127.0.0.1 to 127.0.0.1. */
public final class SlowWay implements AutoCloseable {

    private static final int PIECE = 8 * 1024;

    private final ServerSocket entrance;
    private final int to;
    private final int bytesPerSecond;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /**
     * Begins to pass connections on.
     *
     * @param to the server's port
     * @param bytesPerSecond how much goes up
     */
    public SlowWay(int to, int bytesPerSecond) {
        this.to = to;
        this.bytesPerSecond = bytesPerSecond;
        try {
            entrance = new ServerSocket();
            entrance.setReceiveBufferSize(2 * PIECE);
            entrance.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** Where it begins. */
    public int port() {
        return entrance.getLocalPort();
    }

    private void accept() throws IOException {
        while (true) {
            Socket in = entrance.accept();
            Socket out = new Socket(InetAddress.getLoopbackAddress(), to);
            open.addAll(List.of(in, out));
            start(() -> pass(in, out, bytesPerSecond));
            start(() -> pass(out, in, Integer.MAX_VALUE));
        }
    }

    private static void pass(Socket from, Socket to, int bytesPerSecond) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            long due = System.nanoTime();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                out.write(piece, 0, read);
                due = Math.max(due, System.nanoTime()) + read * 1_000_000_000L / bytesPerSecond;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
            }
        }
    }

    private interface Passing {
        void run() throws IOException;
    }

    private void start(Passing passing) {
        Thread thread = new Thread(
                () -> {
                    try {
                        passing.run();
                    } catch (IOException e) {
                        // closed, by an end or by the test
                    }
                },
                "slow-way");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
            for (Socket socket : open) {
                socket.close();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
