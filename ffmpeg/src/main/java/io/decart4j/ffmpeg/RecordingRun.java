package io.decart4j.ffmpeg;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** One recording. What is not said otherwise happens on its worker, one thing after the other. */
final class RecordingRun {

    /** Encoded sound waits in memory for the pictures beside it. */
    private static final long LEAD = 5 * Clock.SECOND;

    private final Recorder.Settings settings;
    private final MonoSink<Recording> sink;
    private final Scheduler.Worker worker = Schedulers.boundedElastic().createWorker();
    private final Lane video = new Lane(true);
    private final Lane audio = new Lane(false);
    private @Nullable RecordedFile file;
    private long zero;
    private boolean hasAudio;
    private boolean over;

    RecordingRun(Recorder.Settings settings, MonoSink<Recording> sink) {
        this.settings = settings;
        this.sink = sink;
    }

    /** On the subscriber's thread. */
    void start(Publisher<VideoFrame> pictures, @Nullable Publisher<AudioFrame> sound) {
        sink.onCancel(this::cancel);
        hasAudio = sound != null;
        audio.done = sound == null;
        if (sound != null) {
            sound.subscribe(audio.typed());
        }
        pictures.subscribe(video.typed());
    }

    /** On any thread. */
    private void cancel() {
        video.cancel();
        audio.cancel();
        execute(() -> end(null), () -> {});
    }

    private void write(Lane lane, Object item, long arrival) {
        if (over) {
            return;
        }
        if (item instanceof VideoFrame frame) {
            long time = settings.onArrival() ? arrival : frame.timestampNanos();
            opened(frame, time).write(frame, time - zero);
            if (!audio.done && !audio.asked && !isAhead()) {
                audio.ask();
            }
            lane.ask();
        } else if (item instanceof AudioFrame frame && file != null) {
            // On arrival it is the end of the piece that is now.
            long time = settings.onArrival() ? arrival - frame.duration().toNanos() : frame.timestampNanos();
            file.write(frame, time - zero);
            audio.asked = false;
            if (video.done && file.audioEnd() >= file.videoEnd()) {
                finish();
            } else if (video.done || !isAhead()) {
                lane.ask();
            }
        }
    }

    private RecordedFile opened(VideoFrame first, long time) {
        RecordedFile there = file;
        if (there == null) {
            boolean aside = first.rotation() % 180 != 0;
            int width = settings.width() > 0 ? settings.width() : aside ? first.height() : first.width();
            int height = settings.height() > 0 ? settings.height() : aside ? first.width() : first.height();
            there = new RecordedFile(settings, width, height, hasAudio);
            zero = time;
            file = there;
        }
        return there;
    }

    private boolean isAhead() {
        return file != null && file.audioEnd() - file.videoEnd() > LEAD;
    }

    private void completed(Lane lane) {
        lane.done = true;
        if (over || !video.done) {
            return;
        }
        RecordedFile written = file;
        if (written == null || audio.done || written.audioEnd() >= written.videoEnd()) {
            finish();
        } else if (!audio.asked) {
            audio.ask();
        }
    }

    private void finish() {
        over = true;
        audio.cancel();
        RecordedFile written = file;
        file = null;
        Recording whole;
        try {
            if (written == null) {
                throw new MediaFileException(Problem.NO_VIDEO, settings.file(), "no picture to record");
            }
            whole = written.finish();
        } catch (Throwable e) {
            video.cancel();
            stop();
            sink.error(e instanceof OutOfMemoryError ? Failures.of(e, settings.file()) : e);
            return;
        }
        stop();
        sink.success(whole);
    }

    /** Because of an error, or of a cancellation when there is none. */
    private void end(@Nullable Throwable error) {
        if (over) {
            return;
        }
        over = true;
        video.cancel();
        audio.cancel();
        RecordedFile written = file;
        file = null;
        Throwable failure = error instanceof OutOfMemoryError ? Failures.of(error, settings.file()) : error;
        Throwable told = written == null ? failure : ended(written, failure);
        stop();
        if (told != null) {
            sink.error(told);
        }
    }

    /** What is to be told of it. */
    private @Nullable Throwable ended(RecordedFile written, @Nullable Throwable error) {
        try {
            if (!settings.keepPartial()) {
                written.discard();
            } else if (error instanceof MediaFileException unwritable && unwritable.isUnwritable()) {
                return written.discarded(unwritable);
            } else {
                written.finish();
            }
        } catch (Throwable e) {
            if (error == null) {
                return e;
            }
            error.addSuppressed(e);
        }
        return error;
    }

    /** What waits for the worker has nobody else to release it. */
    private void stop() {
        worker.dispose();
        video.releaseWaiting();
        audio.releaseWaiting();
    }

    /** Any thread. What is not done any more because it is over is {@code otherwise}. */
    private void execute(Runnable step, Runnable otherwise) {
        try {
            worker.schedule(step);
        } catch (RejectedExecutionException e) {
            otherwise.run();
        }
    }

    /** One of the two streams: each of its frames is handed to the worker, and released there. */
    private final class Lane extends BaseSubscriber<Object> {

        /** At most one, because one is asked for at a time. */
        private final AtomicReference<@Nullable Object> waiting = new AtomicReference<>();

        private boolean asked;
        private boolean subscribed;
        private boolean done;

        Lane(boolean asksAtOnce) {
            this.asked = asksAtOnce;
        }

        /** At once, or when the publisher answers: it may do so later than it is subscribed to. */
        void ask() {
            asked = true;
            if (subscribed) {
                request(1);
            }
        }

        @SuppressWarnings("unchecked") // it only reads what it gets
        <T> BaseSubscriber<T> typed() {
            return (BaseSubscriber<T>) this;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            execute(this::subscribed, () -> {});
        }

        @Override
        protected void hookOnNext(Object item) {
            long arrival = System.nanoTime();
            waiting.set(item);
            execute(() -> take(arrival), this::releaseWaiting);
        }

        @Override
        protected void hookOnComplete() {
            execute(() -> completed(this), () -> {});
        }

        @Override
        protected void hookOnError(Throwable error) {
            execute(() -> end(error), () -> {});
        }

        private void subscribed() {
            subscribed = true;
            if (asked) {
                request(1);
            }
        }

        private void take(long arrival) {
            Object item = waiting.getAndSet(null);
            if (item == null) {
                return;
            }
            try {
                write(this, item, arrival);
            } catch (Throwable e) {
                end(e);
            } finally {
                release(item);
            }
        }

        private void releaseWaiting() {
            release(waiting.getAndSet(null));
        }

        private void release(@Nullable Object item) {
            if (item instanceof VideoFrame frame) {
                frame.release();
            }
        }
    }
}
