package io.decart4j.media.sink;

import io.decart4j.media.VideoFrame;
import io.decart4j.webrtc.FrameQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** The newest frame whenever one is asked for; those in between are released. Unlike a queue of one it holds no old frame. */
final class Newest extends BaseSubscriber<VideoFrame> {

    private final FrameQueue slot = new FrameQueue();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Newest() {}

    static Flux<VideoFrame> of(Flux<VideoFrame> frames) {
        return Flux.defer(() -> {
            Newest newest = new Newest();
            return newest.slot
                    .doOnSubscribe(subscribed -> frames.subscribe(newest))
                    .concatWith(Flux.defer(newest::end))
                    .doFinally(signal -> newest.cancel());
        });
    }

    @Override
    protected void hookOnNext(VideoFrame frame) {
        slot.push(frame);
    }

    @Override
    protected void hookOnError(Throwable error) {
        failure.set(error);
        slot.close();
    }

    @Override
    protected void hookOnComplete() {
        slot.close();
    }

    private Flux<VideoFrame> end() {
        Throwable error = failure.get();
        return error == null ? Flux.empty() : Flux.error(error);
    }
}
