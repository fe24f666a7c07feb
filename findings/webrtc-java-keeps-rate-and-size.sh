#!/usr/bin/env bash
# webrtc-java 0.14.0: the encoder of a CustomVideoSource takes every frame in its full size, whatever its parameters say. maxFramerate is
# kept in the parameters and does nothing. With a bit rate that is far too low for the size pictures get coarser, and when that does not
# suffice some are left out, but never smaller, though the statistics say that the bandwidth limits the quality; in a browser they would be.
# So a highest frame rate, and a preference of what to give up, have to be the sender's own.
# Seen, VP8, 640x360 at 30 frames a second with maxFramerate 5: without a limit of the bit rate about 30 frames a second arrive, with
# maxBitrate 60000 about 2, all 640x360.
# Needs maven and a JDK.
set -euo pipefail

dir="$(mktemp -d)"
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>dev.onvoid.webrtc</groupId><artifactId>webrtc-java</artifactId><version>0.14.0</version></dependency>
    <dependency><groupId>dev.onvoid.webrtc</groupId><artifactId>webrtc-java</artifactId><version>0.14.0</version><classifier>linux-x86_64</classifier></dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib
cat > Program.java <<'JAVA'
import dev.onvoid.webrtc.*;
import dev.onvoid.webrtc.media.audio.*;
import dev.onvoid.webrtc.media.video.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

class Program {
    static final int WIDTH = 640, HEIGHT = 360;
    static final AtomicInteger frames = new AtomicInteger(), small = new AtomicInteger();

    static abstract class Observer implements PeerConnectionObserver {
        RTCPeerConnection other;
        @Override public void onIceCandidate(RTCIceCandidate candidate) {
            if (!candidate.sdp.isEmpty()) waiting.add(() -> other.addIceCandidate(candidate));
        }
    }
    static final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    static RTCSessionDescription made(RTCPeerConnection peer, boolean offer) throws Exception {
        CompletableFuture<RTCSessionDescription> made = new CompletableFuture<>();
        CreateSessionDescriptionObserver observer = new CreateSessionDescriptionObserver() {
            @Override public void onSuccess(RTCSessionDescription sdp) { made.complete(sdp); }
            @Override public void onFailure(String error) { made.completeExceptionally(new RuntimeException(error)); }
        };
        if (offer) peer.createOffer(new RTCOfferOptions(), observer); else peer.createAnswer(new RTCAnswerOptions(), observer);
        return made.get(20, TimeUnit.SECONDS);
    }

    static void set(RTCPeerConnection peer, RTCSessionDescription sdp, boolean local) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        SetSessionDescriptionObserver observer = new SetSessionDescriptionObserver() {
            @Override public void onSuccess() { done.complete(null); }
            @Override public void onFailure(String error) { done.completeExceptionally(new RuntimeException(error)); }
        };
        if (local) peer.setLocalDescription(sdp, observer); else peer.setRemoteDescription(sdp, observer);
        done.get(20, TimeUnit.SECONDS);
    }

    public static void main(String[] args) throws Exception {
        PeerConnectionFactory factory = new PeerConnectionFactory(new AudioDeviceModule(AudioLayer.kDummyAudio));
        Observer sending = new Observer() {}, receiving = new Observer() {
            @Override public void onTrack(RTCRtpTransceiver transceiver) {
                ((VideoTrack) transceiver.getReceiver().getTrack()).addSink(frame -> {
                    frames.incrementAndGet();
                    if (frame.buffer.getWidth() < WIDTH) small.incrementAndGet();
                    frame.release();
                });
            }
        };
        RTCPeerConnection one = factory.createPeerConnection(new RTCConfiguration(), sending);
        RTCPeerConnection two = factory.createPeerConnection(new RTCConfiguration(), receiving);
        sending.other = two;
        receiving.other = one;
        CustomVideoSource source = new CustomVideoSource();
        RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
        init.direction = RTCRtpTransceiverDirection.SEND_ONLY;
        RTCRtpEncodingParameters encoding = new RTCRtpEncodingParameters();
        encoding.active = true;
        if (args.length > 0) encoding.maxBitrate = Integer.valueOf(args[0]);
        encoding.maxFramerate = 5.0;
        init.sendEncodings = List.of(encoding);
        one.addTransceiver(factory.createVideoTrack("video", source), init);
        RTCSessionDescription offer = made(one, true);
        set(one, offer, true);
        set(two, offer, false);
        RTCSessionDescription answer = made(two, false);
        set(two, answer, true);
        set(one, answer, false);
        Random random = new Random(1);
        long began = System.nanoTime();
        int seconds = 20, before = 0;
        for (int i = 0; i < 30 * seconds; i++) {
            for (Runnable next; (next = waiting.poll()) != null;) next.run();
            if (i == 30 * seconds / 2) before = frames.get();
            NativeI420Buffer buffer = NativeI420Buffer.allocate(WIDTH, HEIGHT);
            for (int y = 0; y < HEIGHT; y++) {
                byte[] row = new byte[WIDTH];
                random.setSeed(i * 1000L + y / 20);
                for (int x = 0; x < WIDTH; x += 20) Arrays.fill(row, x, x + 20, (byte) (16 + random.nextInt(200)));
                buffer.getDataY().position(y * buffer.getStrideY()).put(row);
            }
            buffer.getDataY().rewind();
            VideoFrame frame = new VideoFrame(buffer, 0, System.nanoTime());
            source.pushFrame(frame);
            frame.release();
            long due = began + (i + 1) * 1_000_000_000L / 30;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
        }
        System.out.println("parameters say " + one.getSenders()[0].getParameters().encodings.get(0).maxFramerate);
        System.out.println((frames.get() - before) / (seconds / 2) + " frames a second, " + small.get() + " smaller");
        Runtime.getRuntime().halt(0);
    }
}
JAVA
javac -cp 'lib/*' -d . Program.java
java -cp 'lib/*:.' Program 2>/dev/null | tee said
grep -q 'parameters say 5.0' said
read -r rate _ < <(grep 'frames a second' said)
[[ "$rate" -gt 12 ]]
java -cp 'lib/*:.' Program 60000 2>/dev/null | tee said
grep -q ' 0 smaller' said
echo "as described"
