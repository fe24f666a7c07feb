package io.decart4j.benchmarks.rooms;

import io.decart4j.input.InitialState;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import io.decart4j.model.RealtimeModel;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.reactor.ReconnectPolicy;
import io.decart4j.reactor.Transport;
import io.decart4j.reactor.WhileReconnecting;
import io.decart4j.testkit.Pixels;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Minutes of video through a real livekit-server, with a command each second and a cut each minute. In the end frames flow,
 * every command was acknowledged, and memory is flat in the second half, when each kind of cut has struck several times.
 */
public final class RoomSoak {

    private static final int MINUTES = 30;
    private static final List<Cut> CUTS = List.of(Cut.values());
    private static final RealtimeModel SMALL = new RealtimeModel("lucy-2.1", "/v1/stream", 20, 320, 180);
    private static final int SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long FLAT_KB = 16 * 1024;
    /** What the media library loses natively with each peer connection that is closed; a new room closes four. */
    private static final long LIBRARY_LOSS_KB = 4 * 80;

    private RoomSoak() {}

    /**
     * Runs and prints a row each minute; exit status 1 when something is not as it has to be. The second argument is the
     * length of a minute in seconds.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int minutes = args.length > 0 ? Integer.parseInt(args[0]) : MINUTES;
        Duration half = Duration.ofSeconds(args.length > 1 ? Integer.parseInt(args[1]) : SECONDS)
                .dividedBy(2);
        List<Minute> rows = new ArrayList<>();
        boolean good;
        try (RoomStage stage = RoomStage.open()) {
            RealtimeSession session = connect(stage);
            Watch watch = new Watch(session);
            System.out.println(Minute.HEAD);
            for (int minute = 0; minute < minutes; minute++) {
                Cut cut = CUTS.get(minute % CUTS.size());
                Thread.sleep(half.toMillis());
                cut.strike(stage);
                Thread.sleep(half.toMillis());
                rows.add(watch.minute(cut));
                System.out.println(rows.get(minute).row(minute + 1));
            }
            good = isGood(rows, watch, session);
            session.disconnect().block(PATIENCE);
        }
        System.exit(good ? 0 : 1);
    }

    private static RealtimeSession connect(RoomStage stage) {
        ConnectOptions options = ConnectOptions.builder(SMALL)
                .transport(Transport.LIVEKIT)
                .video(TestPattern.frames(SMALL.width(), SMALL.height(), SMALL.fps()))
                .initialState(InitialState.prompt("noir"))
                .whileReconnecting(WhileReconnecting.WAIT)
                .reconnect(ReconnectPolicy.builder()
                        .retries(20)
                        .firstDelay(Duration.ofMillis(200))
                        .longestDelay(Duration.ofSeconds(2))
                        .jitter(0.2)
                        .build())
                .build();
        return Objects.requireNonNull(stage.client().realtime().connect(options).block(PATIENCE));
    }

    private static boolean isGood(List<Minute> rows, Watch watch, RealtimeSession session) {
        watch.stop(PATIENCE);
        session.setPrompt("noir").block(PATIENCE);
        Long frames = session.video(RoomSoak::isGrey)
                .filter(grey -> grey)
                .take(SMALL.fps())
                .take(PATIENCE)
                .count()
                .block();
        boolean flows = frames != null && frames == SMALL.fps();
        long last = rows.get(rows.size() - 1).rssKb();
        long grown = last - rows.get(rows.size() / 2).rssKb();
        long bound = FLAT_KB + LIBRARY_LOSS_KB * rows.size() / 2;
        System.out.printf(
                "%nframes at the end, as the last command wants them: %s%n"
                        + "commands: %d, acknowledged: %d, failed for good: %d%n"
                        + "RSS grew by %d kB after the first quarter, by %d kB in the second half (bound: %d)%n",
                flows ? "yes" : "NO",
                watch.asked(),
                watch.acknowledged(),
                watch.failed(),
                last - rows.get(rows.size() / 4).rssKb(),
                grown,
                bound);
        return flows && watch.failed() == 0 && watch.asked() == watch.acknowledged() && grown < bound;
    }

    private static boolean isGrey(VideoFrame frame) {
        return TestPattern.PATCHES.stream().allMatch(patch -> Pixels.colourfulness(Pixels.meanRgb(frame, patch)) < 30);
    }
}
