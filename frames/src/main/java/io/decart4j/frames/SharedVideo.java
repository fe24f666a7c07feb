package io.decart4j.frames;

import io.decart4j.flow.CallersCode;
import io.decart4j.media.FrameBuffer;
import io.decart4j.media.VideoFrame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** A source whose frames go to all its subscribers, while there is one. */
final class SharedVideo extends Flux<VideoFrame> {

    private static final Logger LOG = LoggerFactory.getLogger(SharedVideo.class);

    private final Publisher<VideoFrame> source;
    private @Nullable Showing current;

    SharedVideo(Publisher<VideoFrame> source) {
        this.source = source;
    }

    @Override
    public void subscribe(CoreSubscriber<? super VideoFrame> actual) {
        Flux.using(this::enter, queue -> queue.frames, this::leave).subscribe(actual);
    }

    private Place enter() {
        Showing showing;
        boolean first = false;
        Place place;
        synchronized (this) {
            if (current == null) {
                current = new Showing();
                first = true;
            }
            showing = current;
            place = new Place(showing);
            showing.places.add(place);
        }
        if (first) {
            showing.begin(source);
        }
        return place;
    }

    private void leave(Place place) {
        boolean last;
        synchronized (this) {
            place.showing.places.remove(place);
            last = place.showing.places.isEmpty();
            if (last) {
                forget(place.showing);
            }
        }
        if (last) {
            place.showing.stop();
        }
    }

    private synchronized void forget(Showing showing) {
        if (current == showing) {
            current = null;
        }
    }

    private static final class Place {
        final Showing showing;
        final FrameQueue frames;

        Place(Showing showing) {
            this.showing = showing;
            this.frames = new FrameQueue(FrameBuffer.latest(), showing::ask);
        }
    }

    /** One subscription to the source; at most one frame is asked for at a time. */
    private final class Showing extends BaseSubscriber<VideoFrame> {
        final List<Place> places = new CopyOnWriteArrayList<>();
        private final AtomicBoolean asked = new AtomicBoolean();
        private volatile boolean subscribed;

        void begin(Publisher<VideoFrame> source) {
            try {
                Flux.from(source).subscribe(this);
            } catch (Throwable e) {
                failed(e);
            }
        }

        /** Whatever the source throws is its error, for all who watch. */
        private void failed(Throwable thrown) {
            CallersCode.throwIfFatal(thrown);
            stop();
            hookOnError(thrown);
        }

        /** Nobody watches; what the source throws then has nobody to be told. */
        void stop() {
            try {
                cancel();
            } catch (Throwable e) {
                CallersCode.throwIfFatal(e);
                LOG.warn("The cancel of a shared source failed", e);
            }
        }

        void ask() {
            if (subscribed
                    && places.stream().anyMatch(place -> place.frames.wantsFrames())
                    && asked.compareAndSet(false, true)) {
                try {
                    request(1);
                } catch (Throwable e) {
                    failed(e);
                }
            }
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscribed = true;
            ask();
        }

        @Override
        protected void hookOnNext(VideoFrame frame) {
            asked.set(false);
            try (frame) {
                places.forEach(place -> place.frames.push(frame.duplicate()));
            }
            ask();
        }

        @Override
        protected void hookOnComplete() {
            // Nobody enters any more, so that the next one begins the source anew.
            forget(this);
            places.forEach(place -> place.frames.close());
        }

        @Override
        protected void hookOnError(Throwable error) {
            forget(this);
            places.forEach(place -> place.frames.fail(error));
        }
    }
}
