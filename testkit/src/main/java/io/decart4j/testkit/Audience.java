package io.decart4j.testkit;

import io.decart4j.frames.AudioFrames;
import io.decart4j.frames.FrameQueue;
import io.decart4j.media.VideoFrame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;

/** Who watches a session. Each has a slot of its own for the newest frame, so that none waits for another. Thread-safe. */
final class Audience {

    private final List<LocalViewer> viewers = new CopyOnWriteArrayList<>();
    private final List<FrameQueue> slots = new CopyOnWriteArrayList<>();
    private final AudioFrames sound = new AudioFrames();
    private boolean over;

    /** Whether the viewer came in time; {@link #leave} follows then. */
    synchronized boolean join(LocalViewer viewer) {
        if (!over) {
            viewers.add(viewer);
        }
        return !over;
    }

    void leave(LocalViewer viewer) {
        viewers.remove(viewer);
    }

    List<LocalViewer> viewers() {
        return List.copyOf(viewers);
    }

    /** What the session shows from the subscription on, the newest only; the subscriber releases each frame. */
    Flux<VideoFrame> frames() {
        return Flux.using(this::openSlot, slot -> slot, this::closeSlot);
    }

    /** Hands a frame to everybody. Does not take the caller's reference and waits for nobody. */
    void show(VideoFrame frame) {
        slots.forEach(slot -> slot.push(frame.duplicate()));
    }

    /** What the session sounds like, for any number of viewers. */
    AudioFrames sound() {
        return sound;
    }

    /** The session is over: nobody joins any more, and who is there is sent home. */
    void end(String why) {
        synchronized (this) {
            over = true;
        }
        sound.close();
        viewers.forEach(viewer -> viewer.connection().end(why, 1000, why));
    }

    private FrameQueue openSlot() {
        FrameQueue slot = new FrameQueue();
        slots.add(slot);
        return slot;
    }

    private void closeSlot(FrameQueue slot) {
        slots.remove(slot);
        slot.close();
    }
}
