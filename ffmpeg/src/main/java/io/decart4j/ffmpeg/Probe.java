package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;

import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** Looks into files. */
final class Probe {

    private Probe() {}

    static MediaInfo of(Path file) {
        // Opening the decoder shows that there is one.
        try (Decoder decoder = Decoder.open(file, avutil.AVMEDIA_TYPE_VIDEO, false)) {
            Demuxer demuxer = decoder.demuxer();
            AVStream video = decoder.stream();
            GifDelays gif = demuxer.isGif() ? delays(demuxer) : null;
            return new MediaInfo(
                    Duration.ofNanos(gif == null ? demuxer.durationNanos() : gif.endNanos()),
                    video.codecpar().width(),
                    video.codecpar().height(),
                    Orientation.of(video.codecpar()).rotation(),
                    gif == null ? demuxer.frameRate(video.index()) : gif.frameRate(),
                    pixelAspectRatio(demuxer, video),
                    hasAudio(demuxer));
        }
    }

    private static boolean hasAudio(Demuxer demuxer) {
        int audio = demuxer.best(avutil.AVMEDIA_TYPE_AUDIO);
        return audio >= 0
                && avcodec_find_decoder(demuxer.stream(audio).codecpar().codec_id()) != null;
    }

    private static double pixelAspectRatio(Demuxer demuxer, AVStream video) {
        AVRational ratio = avformat.av_guess_sample_aspect_ratio(demuxer.context(), video, null);
        return ratio.num() <= 0 || ratio.den() <= 0 ? 1 : (double) ratio.num() / ratio.den();
    }

    /** A GIF does not say how long it is before it was read. */
    private static GifDelays delays(Demuxer demuxer) {
        GifDelays delays = new GifDelays();
        AVPacket packet = av_packet_alloc();
        try {
            while (demuxer.read(packet) >= 0) {
                delays.place(packet);
                av_packet_unref(packet);
            }
            return delays;
        } finally {
            av_packet_free(packet);
        }
    }
}
