package io.decart4j.webrtc;

import dev.onvoid.webrtc.media.MediaDevices;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoCapture;
import dev.onvoid.webrtc.media.video.VideoCaptureCapability;
import dev.onvoid.webrtc.media.video.VideoDevice;
import io.decart4j.frames.FrameQueue;
import io.decart4j.media.VideoFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A camera that is open, and the thread on which its native calls are made. */
final class CameraCapture {

    private final String id;
    private final NativeThread thread = new NativeThread();
    private final FrameQueue frames = new FrameQueue();
    private @Nullable VideoCapture capture; // only on the thread

    CameraCapture(String id) {
        this.id = id;
    }

    static List<Camera> list() {
        NativeLibrary.load();
        return MediaDevices.getVideoCaptureDevices().stream()
                .map(device -> new Camera(device.getDescriptor(), device.getName()))
                .toList();
    }

    NativeThread thread() {
        return thread;
    }

    FrameQueue frames() {
        return frames;
    }

    void start(int width, int height, int fps) {
        NativeLibrary.load();
        VideoDevice device = MediaDevices.getVideoCaptureDevices().stream()
                .filter(found -> found.getDescriptor().equals(id))
                .findFirst()
                .orElseThrow(() -> new WebRtcException(
                        "open camera", "no camera has the id \"" + id + "\"; those there are: " + list()));
        VideoCapture opened = new VideoCapture();
        capture = opened;
        opened.setVideoCaptureDevice(device);
        opened.setVideoCaptureCapability(new VideoCaptureCapability(width, height, fps));
        opened.setVideoSink(this::receive);
        opened.start();
    }

    Mono<Void> close() {
        return thread.run("close camera", this::stop).onErrorComplete().doFinally(end -> thread.shutdown());
    }

    private void stop() {
        VideoCapture opened = capture;
        capture = null;
        if (opened != null) {
            Teardown.step("stop camera", opened::stop);
            Teardown.step("dispose camera", opened::dispose);
        }
        frames.close();
    }

    /** On the native capture thread: hands over and returns. */
    private void receive(dev.onvoid.webrtc.media.video.VideoFrame frame) {
        if (frame.buffer instanceof NativeI420Buffer buffer) {
            frames.push(VideoFrame.of(new NativeBuffer(buffer), frame.rotation, frame.timestampNs));
        } else {
            frame.release();
        }
    }
}
