package io.decart4j.benchmarks.sessions;

import io.decart4j.internal.session.DesiredState;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One session as it is written first: a thread that connects, then waits for the next message, and pings when none comes. */
final class BlockingSession implements Runnable, WebSocket.Listener {

    private static final String END = "";
    private static final Duration PING = Duration.ofSeconds(20);

    private final Thread thread = new Thread(this, "session");
    private final HttpClient http;
    private final URI address;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final Queue<CompletableFuture<Void>> prompts = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private @Nullable StringBuilder part;
    private volatile @Nullable WebSocket socket;

    BlockingSession(HttpClient http, URI address) {
        this.http = http;
        this.address = address;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** With the initial state acknowledged. */
    CompletableFuture<Void> connected() {
        return connected;
    }

    /** Completes with the ack. */
    CompletableFuture<Void> prompt(String text) throws IOException {
        CompletableFuture<Void> ack = new CompletableFuture<>();
        prompts.add(ack);
        send(new ClientMessage.Prompt(text, true));
        return ack;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what cannot be closed is closed
    void close() {
        WebSocket open = socket;
        if (open != null) {
            open.sendClose(WebSocket.NORMAL_CLOSURE, "");
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            socket = http.newWebSocketBuilder().buildAsync(address, this).join();
            send(DesiredState.PASSTHROUGH.toMessage());
            for (String text = messages.take(); !text.equals(END); text = next()) {
                handle(SignalingCodec.readServerMessage(text.getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IOException | CompletionException e) {
            connected.completeExceptionally(e);
            prompts.forEach(ack -> ack.completeExceptionally(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String next() throws InterruptedException, IOException {
        String text = messages.poll(PING.toMillis(), TimeUnit.MILLISECONDS);
        while (text == null) {
            open().sendPing(ByteBuffer.allocate(0)).join();
            text = messages.poll(PING.toMillis(), TimeUnit.MILLISECONDS);
        }
        return text;
    }

    private void handle(ServerMessage message) {
        if (message instanceof ServerMessage.SetImageAck) {
            connected.complete(null);
        } else if (message instanceof ServerMessage.PromptAck) {
            CompletableFuture<Void> ack = prompts.poll();
            if (ack != null) {
                ack.complete(null);
            }
        }
    }

    private void send(ClientMessage message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SignalingCodec.write(message, bytes);
        open().sendText(bytes.toString(StandardCharsets.UTF_8), true).join();
    }

    private WebSocket open() throws IOException {
        WebSocket open = socket;
        if (open == null) {
            throw new IOException("not connected");
        }
        return open;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        StringBuilder text = part == null ? new StringBuilder() : part;
        text.append(data);
        part = last ? null : text;
        if (last) {
            messages.add(text.toString());
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        messages.add(END);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        messages.add(END);
    }
}
