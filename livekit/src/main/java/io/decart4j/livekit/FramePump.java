package io.decart4j.livekit;

import io.decart4j.flow.CallersCode;
import io.decart4j.flow.CallersSource;
import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Asks a source for one frame per interval and hands it on; every frame is released here. */
final class FramePump {

    private static final Logger LOG = LoggerFactory.getLogger(LiveKitRoom.class);

    private final Publisher<VideoFrame> source;
    private final Duration interval;
    private final Consumer<VideoFrame> push;

    FramePump(Publisher<VideoFrame> source, int fps, Consumer<VideoFrame> push) {
        this.source = source;
        this.interval = Duration.ofNanos(1_000_000_000L / fps);
        this.push = push;
    }

    /** Completes with the source or with {@code end}; nothing is asked for before subscription or after the end. */
    Mono<Void> run(Mono<Void> end) {
        return Mono.create(sink -> {
            Run run = new Run(sink);
            sink.onDispose(run);
            new CallersSource<>(source, e -> LOG.warn("The cancel of a source failed", e))
                    .flux()
                    .subscribe(run);
            run.stops.add(end.subscribe(null, sink::error, sink::success));
        });
    }

    private final class Run extends BaseSubscriber<VideoFrame> {

        private final MonoSink<Void> sink;
        private final Disposable.Composite stops = Disposables.composite();
        private final AtomicBoolean asked = new AtomicBoolean();
        private final AtomicBoolean missed = new AtomicBoolean();

        Run(MonoSink<Void> sink) {
            this.sink = sink;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            stops.add(
                    Flux.interval(Duration.ZERO, interval).onBackpressureDrop().subscribe(tick -> ask()));
        }

        @Override
        protected void hookOnNext(VideoFrame frame) {
            asked.set(false);
            try (frame) {
                push.accept(frame);
            } catch (Throwable e) {
                Exception error = CallersCode.asException(e);
                cancel();
                sink.error(error);
                return;
            }
            // The frame was late: the next one is due already.
            if (missed.compareAndSet(true, false)) {
                ask();
            }
        }

        @Override
        protected void hookOnComplete() {
            sink.success();
        }

        @Override
        protected void hookOnError(Throwable error) {
            sink.error(CallersCode.asException(error));
        }

        @Override
        protected void hookOnCancel() {
            stops.dispose();
        }

        @Override
        public void dispose() {
            stops.dispose();
            super.dispose();
        }

        private void ask() {
            if (asked.compareAndSet(false, true)) {
                request(1);
            } else {
                missed.set(true);
            }
        }
    }
}
