package io.decart4j.benchmarks.sessions;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sessions of a plain client: the JDK's WebSocket, and a thread for each. They share one HTTP client, whose pool has no more threads
 * than there are processors; the default would leave dozens.
 */
final class BlockingCrowd implements Crowd {

    private static final int AT_ONCE = 64;
    private static final long PATIENCE_SECONDS = 300;

    private final ExecutorService pool =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), work -> {
                Thread thread = new Thread(work, "http");
                thread.setDaemon(true);
                return thread;
            });
    private final HttpClient http = HttpClient.newBuilder().executor(pool).build();
    private final URI address;
    private final List<BlockingSession> sessions = new ArrayList<>();

    BlockingCrowd(String url) {
        address = URI.create(url + "/v1/stream?model=lucy-2.1&api_key=dct_benchmark");
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // its failure is that of connected()
    public void open(int count) {
        Semaphore opening = new Semaphore(AT_ONCE);
        List<BlockingSession> more = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            opening.acquireUninterruptibly();
            BlockingSession session = new BlockingSession(http, address);
            session.connected().whenComplete((done, error) -> opening.release());
            session.start();
            more.add(session);
        }
        more.forEach(session -> session.connected().join());
        sessions.addAll(more);
    }

    @Override
    public int prompt() {
        Semaphore asking = new Semaphore(AT_ONCE);
        List<CompletableFuture<Void>> acks = new ArrayList<>();
        for (BlockingSession session : sessions) {
            asking.acquireUninterruptibly();
            CompletableFuture<Void> ack;
            try {
                ack = session.prompt("still there");
            } catch (IOException e) {
                ack = CompletableFuture.failedFuture(e);
            }
            acks.add(ack.whenComplete((done, error) -> asking.release()));
        }
        return (int) acks.stream().filter(BlockingCrowd::isGood).count();
    }

    @Override
    public void close() {
        sessions.forEach(BlockingSession::close);
        sessions.clear();
    }

    private static boolean isGood(CompletableFuture<Void> ack) {
        try {
            ack.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
