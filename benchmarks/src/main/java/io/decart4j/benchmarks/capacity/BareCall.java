package io.decart4j.benchmarks.capacity;

import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import io.decart4j.benchmarks.frames.BareFactory;
import io.decart4j.benchmarks.frames.BarePeer;
import io.decart4j.internal.sdp.OfferSdp;
import io.decart4j.media.I420Buffer;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.websocket.WebsocketInbound;

/** One peer connection of the bare library that sends the pictures and counts what comes back. */
final class BareCall {

    private static final int MIN_KBPS = 300;
    private static final int START_KBPS = 600;
    private static final long INTERVAL = 1_000_000_000L / Pictures.FPS;

    private final AtomicLong frames;
    private final Connection socket;
    private final BarePeer peer;
    private final Future<?> pictures;
    private final CountDownLatch answered = new CountDownLatch(1);
    private int number; // of the timer

    BareCall(BareFactory factory, ScheduledExecutorService timer, String url, AtomicLong frames) {
        this.frames = frames;
        socket = HttpClient.newConnection()
                .websocket()
                .uri(url + "/v1/stream")
                .connect()
                .blockOptional()
                .orElseThrow();
        Wire wire = new Wire(socket);
        peer = new BarePeer(factory, local -> wire.say(new ClientMessage.IceCandidate(Wire.candidate(local))));
        Wire.hear((WebsocketInbound) socket.inbound(), this::hear)
                .onErrorResume(e -> Mono.empty())
                .subscribe();
        // The session tells the other side's encoder the same when it sends.
        wire.say(new ClientMessage.Offer(OfferSdp.withBitrateHints(peer.offer(true), MIN_KBPS, START_KBPS)));
        await();
        peer.receive(this::count);
        pictures = timer.scheduleAtFixedRate(this::push, 0, INTERVAL, TimeUnit.NANOSECONDS);
    }

    void close() {
        pictures.cancel(false);
        peer.close();
        socket.disposeNow();
    }

    private void await() {
        try {
            if (!answered.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no answer");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void hear(byte[] text) {
        ServerMessage message = SignalingCodec.readServerMessage(text);
        if (message instanceof ServerMessage.Answer answer) {
            peer.accept(answer.sdp());
            answered.countDown();
        } else if (message instanceof ServerMessage.IceCandidate ice && ice.candidate() != null) {
            peer.add(Wire.candidate(ice.candidate()));
        }
    }

    private void push() {
        I420Buffer from = Pictures.number(number++);
        NativeI420Buffer to = NativeI420Buffer.allocate(Pictures.WIDTH, Pictures.HEIGHT);
        copy(from.y(), from.strideY(), to.getDataY(), to.getStrideY(), Pictures.WIDTH, Pictures.HEIGHT);
        copy(from.u(), from.strideU(), to.getDataU(), to.getStrideU(), Pictures.WIDTH / 2, Pictures.HEIGHT / 2);
        copy(from.v(), from.strideV(), to.getDataV(), to.getStrideV(), Pictures.WIDTH / 2, Pictures.HEIGHT / 2);
        peer.source().pushFrame(new VideoFrame(to, 0, 0));
        to.release();
    }

    private static void copy(ByteBuffer from, int fromStride, ByteBuffer to, int toStride, int width, int height) {
        for (int row = 0; row < height; row++) {
            to.put(row * toStride, from, row * fromStride, width);
        }
    }

    private void count(VideoFrame frame) {
        if (frame.buffer.getWidth() == Pictures.WIDTH) {
            frames.incrementAndGet();
        }
        frame.release();
    }
}
