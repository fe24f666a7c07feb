package io.decart4j.benchmarks.frames;

import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import io.decart4j.internal.sdp.OfferSdp;
import java.util.concurrent.atomic.AtomicLong;

/** The callback of the bare library: count, push back when asked, release. */
final class BareReceiver implements Receiver {

    private static final int MIN_KBPS = 300;
    private static final int START_KBPS = 600;

    private final BareFactory factory = new BareFactory();
    private final Producer producer;
    private final BarePeer peer;
    private final AtomicLong frames = new AtomicLong();

    BareReceiver(Picture picture, boolean pushBack) {
        producer = new Producer(picture, candidate -> peer().add(candidate));
        peer = new BarePeer(factory, candidate -> producer.peer().add(candidate));
        // The session tells the other side's encoder the same when it sends.
        String offer = peer.offer(pushBack);
        String answer = producer.answer(pushBack ? OfferSdp.withBitrateHints(offer, MIN_KBPS, START_KBPS) : offer);
        peer.accept(answer);
        peer.receive(sink(pushBack));
    }

    @Override
    public long frames() {
        return frames.get();
    }

    @Override
    public void close() {
        producer.close();
        peer.close();
        factory.close();
    }

    private VideoTrackSink sink(boolean pushBack) {
        return frame -> {
            frames.incrementAndGet();
            if (pushBack) {
                peer.source().pushFrame(new VideoFrame(frame.buffer, frame.rotation, frame.timestampNs));
            }
            frame.release();
        };
    }

    private BarePeer peer() {
        return peer;
    }
}
