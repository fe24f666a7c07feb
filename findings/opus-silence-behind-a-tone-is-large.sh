#!/usr/bin/env bash
# libopus in FFmpeg 8.1.2 (bytedeco 1.5.14), 128 kbit/s stereo, variable bit rate: digital silence right behind a tone costs more than
# the tone. The encoder's own high-pass filter still decays, so that for some tenths of a second it hears something very faint, and the
# packets of that are the largest of all; then, from one packet to the next, they are 3 bytes. Who keeps one packet of silence to
# write it again must not take an early one.
# Seen: tone 364 bytes on average, silence 0.2 s later 537, one second later 3; small from 260 ms on.
set -euo pipefail

dir="$(mktemp -d)"
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.bytedeco</groupId><artifactId>ffmpeg</artifactId><version>8.1.2-1.5.14</version></dependency>
    <dependency><groupId>org.bytedeco</groupId><artifactId>ffmpeg</artifactId><version>8.1.2-1.5.14</version><classifier>linux-x86_64</classifier></dependency>
    <dependency><groupId>org.bytedeco</groupId><artifactId>javacpp</artifactId><version>1.5.14</version><classifier>linux-x86_64</classifier></dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib
cat > Silence.java <<'JAVA'
import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

class Silence {
    public static void main(String[] args) {
        AVCodecContext opus = avcodec_alloc_context3(avcodec_find_encoder_by_name("libopus"));
        opus.sample_rate(48000);
        opus.sample_fmt(AV_SAMPLE_FMT_S16);
        av_channel_layout_default(opus.ch_layout(), 2);
        opus.bit_rate(128000);
        opus.time_base(new AVRational().num(1).den(48000));
        if (avcodec_open2(opus, opus.codec(), (AVDictionary) null) < 0) throw new IllegalStateException("no libopus");
        int samples = opus.frame_size();
        int[] sizes = new int[250];
        AVPacket packet = av_packet_alloc();
        int out = 0;
        for (int i = 0; i < 260 && out < sizes.length; i++) {
            AVFrame frame = av_frame_alloc();
            frame.nb_samples(samples);
            frame.format(AV_SAMPLE_FMT_S16);
            frame.sample_rate(48000);
            av_channel_layout_default(frame.ch_layout(), 2);
            av_frame_get_buffer(frame, 0);
            ShortBuffer to = frame.data(0).capacity(samples * 4L).asByteBuffer().order(ByteOrder.nativeOrder()).asShortBuffer();
            for (int s = 0; s < samples; s++) {
                short value = i < 100 ? (short) (8000 * Math.sin(2 * Math.PI * 440 * (i * (long) samples + s) / 48000)) : 0;
                to.put(2 * s, value).put(2 * s + 1, value);
            }
            frame.pts(i * (long) samples);
            avcodec_send_frame(opus, frame);
            av_frame_free(frame);
            while (out < sizes.length && avcodec_receive_packet(opus, packet) == 0) {
                sizes[out++] = packet.size();
                av_packet_unref(packet);
            }
        }
        long tone = 0;
        for (int i = 20; i < 100; i++) tone += sizes[i];
        tone /= 80;
        int early = sizes[110];
        int late = sizes[150];
        int changes = 101;
        while (sizes[changes] > 10) changes++;
        System.out.printf("bytes a packet: tone %d, silence after 0.2 s %d, after 1 s %d; small from %d ms on%n", tone, early, late, (changes - 100) * 20);
        System.exit(early > tone && late <= 3 ? 0 : 1);
    }
}
JAVA
java -cp 'lib/*' Silence.java
echo "as described"
