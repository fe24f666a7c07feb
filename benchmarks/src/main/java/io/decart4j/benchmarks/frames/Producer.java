package io.decart4j.benchmarks.frames;

import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The other end, the same for both sides: answers, feeds pictures, and drops what comes back. */
final class Producer implements AutoCloseable {

    private final BareFactory factory = new BareFactory();
    private final BarePeer peer;
    private final Picture picture;
    private final AtomicLong returned = new AtomicLong();
    private @Nullable FrameFeed feed;

    Producer(Picture picture, Consumer<RTCIceCandidate> onCandidate) {
        this.picture = picture;
        this.peer = new BarePeer(factory, onCandidate);
    }

    BarePeer peer() {
        return peer;
    }

    String answer(String offer) {
        String answer = peer.answer(offer);
        peer.receive(this::drop);
        feed = new FrameFeed(peer.source(), picture);
        return answer;
    }

    long returned() {
        return returned.get();
    }

    @Override
    public void close() {
        if (feed != null) {
            feed.close();
        }
        peer.close();
        factory.close();
    }

    private void drop(VideoFrame frame) {
        returned.incrementAndGet();
        frame.release();
    }
}
