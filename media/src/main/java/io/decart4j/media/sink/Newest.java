package io.decart4j.media.sink;

import io.decart4j.frames.FrameQueue;
import io.decart4j.media.VideoFrame;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** The newest frame whenever one is asked for; those in between are released. Unlike a queue of one it holds no old frame. */
final class Newest extends BaseSubscriber<VideoFrame> {

    private final FrameQueue slot = new FrameQueue();

    private Newest() {}

    static Flux<VideoFrame> of(Flux<VideoFrame> frames) {
        return Flux.defer(() -> {
            Newest newest = new Newest();
            return newest.slot
                    .doOnSubscribe(subscribed -> frames.subscribe(newest))
                    .doFinally(signal -> newest.cancel());
        });
    }

    @Override
    protected void hookOnNext(VideoFrame frame) {
        slot.push(frame);
    }

    @Override
    protected void hookOnError(Throwable error) {
        slot.fail(error);
    }

    @Override
    protected void hookOnComplete() {
        slot.close();
    }
}
