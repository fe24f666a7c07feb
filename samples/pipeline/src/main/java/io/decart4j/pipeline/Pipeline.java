package io.decart4j.pipeline;

import io.decart4j.ffmpeg.Recorder;
import io.decart4j.ffmpeg.Recording;
import io.decart4j.input.InitialState;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.MediaCounters;
import io.decart4j.reactor.RealtimeSession;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** File, session, operators, file. */
final class Pipeline {

    /** For what is still on its way when nothing is sent any more. */
    private static final Duration REST = Duration.ofSeconds(1);

    private static final Duration WHEN_INTERRUPTED = Duration.ofSeconds(2);
    private static final int FRAMES_WAITING = 30;

    private final Job job;
    private final Progress progress;
    private final Mono<Void> interrupt;
    private final LiveSource source;
    private final Positions positions;
    private final SceneChanges scenes = new SceneChanges();
    private final List<Duration> cuts = new CopyOnWriteArrayList<>();

    Pipeline(Job job, Progress progress, Mono<Void> interrupt) {
        this.job = job;
        this.progress = progress;
        this.interrupt = interrupt;
        this.source = new LiveSource(job);
        this.positions = new Positions(job, source);
    }

    /** Blocks until it is over; whatever ends it closes everything. */
    Result run(DecartClient client) {
        ConnectOptions options = ConnectOptions.builder(job.model())
                .transport(job.transport())
                .video(source.frames())
                .initialState(InitialState.prompt(job.prompt()))
                .build();
        try {
            Mono<Result> run = client.realtime()
                    .withSession(options, session -> record(session).map(file -> result(file, session.counters())))
                    .single();
            return Objects.requireNonNull(Mono.firstWithSignal(
                            run,
                            Pipeline.<Result>interrupted()
                                    .delaySubscription(interrupt.then(Mono.delay(WHEN_INTERRUPTED))))
                    .block());
        } finally {
            progress.clear();
        }
    }

    private Mono<Recording> record(RealtimeSession session) {
        Flux<VideoFrame> video = session.retainedVideo()
                .<VideoFrame>handle(positions::place)
                .takeUntilOther(source.over().then(Mono.delay(REST)))
                .takeUntilOther(interrupt)
                // Behind it and not in it: an error there would not cancel the session's frames.
                .concatWith(Mono.firstWithSignal(interrupt.thenReturn(true), Mono.just(false))
                        .filter(told -> told)
                        .flatMap(told -> interrupted()))
                // The oldest is also discarded, which releases it.
                .onBackpressureBuffer(FRAMES_WAITING, frame -> {}, BufferOverflowStrategy.DROP_OLDEST)
                .doOnNext(this::watch)
                .map(frame -> Timecode.burn(frame, job.fps()))
                .doOnDiscard(VideoFrame.class, VideoFrame::discard);
        Recorder recorder =
                Recorder.to(job.output()).size(job.width(), job.height()).frameRate(job.fps());
        return job.input().info().hasAudio() ? recorder.record(video, sound()) : recorder.record(video);
    }

    /** Past the session: it is the file's own, at the places that the pictures are given back. */
    private Flux<AudioFrame> sound() {
        return job.input().audio();
    }

    private void watch(VideoFrame frame) {
        Duration time = Duration.ofNanos(frame.timestampNanos());
        if (scenes.isCut(frame)) {
            cuts.add(time);
            progress.say("scene change at " + Timecode.text(time));
        }
        long number = Math.round(frame.timestampNanos() * (double) job.fps() / 1e9);
        progress.at(number, job.frames(), positions.latency());
    }

    private Result result(Recording file, MediaCounters counters) {
        return new Result(
                file,
                source.read(),
                counters.framesSent(),
                counters.framesReceived(),
                positions.unread(),
                positions.latency(),
                Collections.unmodifiableList(cuts));
    }

    private static <T> Mono<T> interrupted() {
        return Mono.error(() -> new PipelineFailure("interrupted"));
    }
}
