package io.decart4j.benchmarks.proxy;

import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.websocket.WebsocketInbound;

/** A raw client that sends numbered prompts and wants exactly their acks back, in that order. */
final class Visitor {

    private record Sent(String text, long at) {}

    private final String name;
    private final Connection connection;
    private final Deque<Sent> waiting = new ArrayDeque<>(); // of the event loop
    private final LongConsumer took;
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private long number; // of the event loop
    private long asked; // of the pacer

    private Visitor(String name, Connection connection, LongConsumer took) {
        this.name = name;
        this.connection = connection;
        this.took = took;
        ((WebsocketInbound) connection.inbound())
                .receiveFrames()
                .ofType(TextWebSocketFrame.class)
                .subscribe(frame -> answer(frame.text()), error -> wrong.incrementAndGet());
    }

    /** An open connection; {@code took} is told the nanoseconds from each prompt to its ack, on the event loop. */
    static Mono<Visitor> open(String url, String name, LongConsumer took) {
        return HttpClient.newConnection()
                .websocket()
                .uri(url + "/v1/stream?model=lucy-2.1&api_key=" + name)
                .connect()
                .map(connection -> new Visitor(name, connection, took));
    }

    void send() {
        asked++;
        connection.channel().eventLoop().execute(this::write);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is not written is not answered, and that is counted
    private void write() {
        String text = name + "-" + number++;
        waiting.add(new Sent(text, System.nanoTime()));
        connection.channel().writeAndFlush(new TextWebSocketFrame(EchoService.prompt(text)));
    }

    private void answer(String text) {
        long now = System.nanoTime();
        Sent expected = waiting.poll();
        if (expected == null || !text.equals(EchoService.ackOf(expected.text()))) {
            wrong.incrementAndGet();
            return;
        }
        answered.incrementAndGet();
        took.accept(now - expected.at());
    }

    long missing() {
        return asked - answered.get();
    }

    long answered() {
        return answered.get();
    }

    long wrong() {
        return wrong.get();
    }

    void close() {
        connection.dispose();
    }
}
