package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;

import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;

/** Looks into files. */
final class Probe {

    private Probe() {}

    static MediaInfo of(Path file) {
        // Opening the decoder shows that there is one.
        try (Decoder decoder = Decoder.open(file, avutil.AVMEDIA_TYPE_VIDEO)) {
            Demuxer demuxer = decoder.demuxer();
            AVStream video = demuxer.stream(decoder.streamIndex());
            AVRational rate = avformat.av_guess_frame_rate(demuxer.context(), video, null);
            return new MediaInfo(
                    Duration.ofNanos(demuxer.durationNanos()),
                    video.codecpar().width(),
                    video.codecpar().height(),
                    rotation(video.codecpar()),
                    rate.den() == 0 ? 0 : (double) rate.num() / rate.den(),
                    hasAudio(demuxer));
        }
    }

    private static boolean hasAudio(Demuxer demuxer) {
        int audio = demuxer.best(avutil.AVMEDIA_TYPE_AUDIO);
        return audio >= 0
                && avcodec_find_decoder(demuxer.stream(audio).codecpar().codec_id()) != null;
    }

    private static int rotation(AVCodecParameters parameters) {
        AVPacketSideData matrix = av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.isNull()) {
            return 0;
        }
        // Counter-clockwise there.
        double degrees = avutil.av_display_rotation_get(new IntPointer(matrix.data()));
        return Double.isNaN(degrees) ? 0 : Math.floorMod(Math.round(-degrees / 90), 4) * 90;
    }
}
