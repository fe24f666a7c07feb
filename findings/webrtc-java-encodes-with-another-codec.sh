#!/usr/bin/env bash
# webrtc-java 0.14.0: a picture that the H264 encoder does not take (a side of less than 16) is encoded all the same when H264 and VP8
# are negotiated, H264 first: with VP8, without a word to the program. In a pair it arrives. Where the track was announced as one of H264,
# as in a room of LiveKit, nobody gets anything of it, while frames and packets are counted as sent.
# Seen, 320x180 and then 40x12: the codec in the statistics is H264 and then VP8 of libvpx.
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
    static final AtomicInteger frames = new AtomicInteger();
    static volatile int arrived;

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
                    arrived = frame.buffer.getWidth();
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
        RTCRtpTransceiver transceiver = one.addTransceiver(factory.createVideoTrack("video", source), init);
        List<RTCRtpCodecCapability> codecs =
                new ArrayList<>(factory.getRtpSenderCapabilities(dev.onvoid.webrtc.media.MediaType.VIDEO).getCodecs());
        codecs.removeIf(codec -> !codec.getName().equals("H264") && !codec.getName().equals("VP8"));
        codecs.sort(Comparator.comparing(codec -> codec.getName().equals("H264") ? 0 : 1));
        transceiver.setCodecPreferences(codecs);
        RTCSessionDescription offer = made(one, true);
        set(one, offer, true);
        set(two, offer, false);
        RTCSessionDescription answer = made(two, false);
        set(two, answer, true);
        set(one, answer, false);
        for (int[] size : new int[][] {{320, 180}, {40, 12}}) {
            frames.set(0);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(12);
            while (System.nanoTime() < end) {
                for (Runnable next; (next = waiting.poll()) != null;) next.run();
                VideoFrame frame = new VideoFrame(NativeI420Buffer.allocate(size[0], size[1]), 0, System.nanoTime());
                source.pushFrame(frame);
                frame.release();
                Thread.sleep(33);
            }
            CompletableFuture<String> told = new CompletableFuture<>();
            one.getStats(report -> {
                String encoder = "", codec = "";
                for (RTCStats stats : report.getStats().values()) {
                    if (stats.getType() == RTCStatsType.OUTBOUND_RTP) {
                        encoder = String.valueOf(stats.getAttributes().get("encoderImplementation"));
                        codec = String.valueOf(
                                report.getStats().get(stats.getAttributes().get("codecId")).getAttributes().get("mimeType"));
                    }
                }
                told.complete(codec + " of " + encoder);
            });
            System.out.println(size[0] + "x" + size[1] + " sent: " + told.get(10, TimeUnit.SECONDS) + "; width of what arrives: " + arrived);
        }
        Runtime.getRuntime().halt(0);
    }
}
JAVA
javac -cp 'lib/*' -d . Program.java
java -cp 'lib/*:.' Program 2>/dev/null | tee said
grep -q '^320x180 sent: video/H264' said
grep -q '^40x12 sent: video/VP8' said
echo "as described"
