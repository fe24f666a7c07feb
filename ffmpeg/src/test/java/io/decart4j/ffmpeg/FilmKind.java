package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P10LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16P;

import java.util.List;
import java.util.Map;

/** What a film is made of, and what became of it since. */
record FilmKind(
        String container,
        Map<String, String> options,
        String video,
        int pixelFormat,
        String audio,
        int sampleFormat,
        int mostChannels,
        Fate fate) {

    /** What happened to the file. */
    enum Fate {
        WHOLE,
        /** Its second half is missing. */
        CUT,
        /** Some packets of both streams are overwritten. */
        DAMAGED,
        /** Bytes anywhere behind the first thousand are overwritten. */
        NOISY,
        /** It is there twice. */
        JOINED
    }

    static final List<FilmKind> ALL = List.of(
            of("mpegts", "mpeg2video", "aac"),
            of("mpegts", "mpeg1video", "mp2"),
            of("mpegts", "libopenh264", "ac3"),
            of("mpegts", "mpeg4", "libmp3lame"),
            of("vob", "mpeg2video", "mp2"),
            of("mpeg", "mpeg1video", "mp2"),
            of("mp4", "mpeg4", "aac"),
            of("mp4", "libopenh264", "aac"),
            of("mp4", "libvpx-vp9", "libopus"),
            of("mp4", "mpeg2video", "ac3"),
            of("mp4", "libopenh264", "flac").with("movflags", "frag_keyframe+empty_moov"),
            of("mov", "libopenh264", "pcm_s16le"),
            of("mov", "mjpeg", "pcm_s16le"),
            of("mov", "prores_ks", "pcm_s16le"),
            of("avi", "mpeg4", "libmp3lame"),
            of("avi", "mjpeg", "pcm_s16le"),
            of("avi", "huffyuv", "mp2"),
            of("avi", "utvideo", "pcm_s16le"),
            of("avi", "msmpeg4", "ac3"),
            of("webm", "libvpx", "libopus"),
            of("webm", "libvpx-vp9", "libopus"),
            of("webm", "libvpx", "libopus").with("live", "1"),
            of("matroska", "ffv1", "pcm_s16le"),
            of("matroska", "ffvhuff", "flac"),
            of("matroska", "libopenh264", "libopus"),
            of("matroska", "magicyuv", "aac"),
            of("flv", "flv", "libmp3lame"),
            of("flv", "libopenh264", "aac"),
            of("asf", "wmv2", "wmav2"),
            of("gif", "gif", ""),
            of("yuv4mpegpipe", "wrapped_avframe", ""),
            of("mpegts", "mpeg2video", "aac").after(Fate.JOINED),
            of("mpegts", "libopenh264", "mp2").after(Fate.JOINED),
            of("mpegts", "mpeg2video", "ac3").after(Fate.DAMAGED),
            of("matroska", "ffv1", "aac").after(Fate.DAMAGED),
            of("mp4", "libopenh264", "aac").after(Fate.DAMAGED),
            of("mp4", "libopenh264", "aac").with("movflags", "faststart").after(Fate.CUT),
            of("webm", "libvpx", "libopus").after(Fate.CUT),
            of("mpegts", "libopenh264", "aac").after(Fate.NOISY),
            of("webm", "libvpx", "libopus").after(Fate.NOISY));

    private static FilmKind of(String container, String video, String audio) {
        return new FilmKind(container, Map.of(), video, pixels(video), audio, samples(audio), most(audio), Fate.WHOLE);
    }

    private FilmKind with(String option, String value) {
        return new FilmKind(
                container, Map.of(option, value), video, pixelFormat, audio, sampleFormat, mostChannels, fate);
    }

    private FilmKind after(Fate what) {
        return new FilmKind(container, options, video, pixelFormat, audio, sampleFormat, mostChannels, what);
    }

    private static int pixels(String encoder) {
        return switch (encoder) {
            case "gif" -> AV_PIX_FMT_GRAY8;
            case "mjpeg" -> AV_PIX_FMT_YUVJ420P;
            case "huffyuv", "utvideo" -> AV_PIX_FMT_YUV422P;
            case "prores_ks" -> AV_PIX_FMT_YUV422P10LE;
            case "magicyuv" -> AV_PIX_FMT_YUV444P;
            default -> AV_PIX_FMT_YUV420P;
        };
    }

    private static int samples(String encoder) {
        return switch (encoder) {
            case "aac", "ac3", "wmav2" -> AV_SAMPLE_FMT_FLTP;
            case "libmp3lame" -> AV_SAMPLE_FMT_S16P;
            default -> AV_SAMPLE_FMT_S16;
        };
    }

    private static int most(String encoder) {
        return switch (encoder) {
            case "aac", "ac3", "flac", "pcm_s16le" -> 6;
            default -> 2;
        };
    }
}
