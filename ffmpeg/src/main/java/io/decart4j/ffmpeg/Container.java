package io.decart4j.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodec;

/** What is written, by the end of the file's name. A build of FFmpeg may lack an encoder, then the other one is taken. */
enum Container {
    MP4("mp4", "libopenh264", "mpeg4", "aac"),
    WEBM("webm", "libvpx", "libvpx-vp9", "libopus");

    private final String format;
    private final String video;
    private final String otherVideo;
    private final String audio;

    Container(String format, String video, String otherVideo, String audio) {
        this.format = format;
        this.video = video;
        this.otherVideo = otherVideo;
        this.audio = audio;
    }

    static Container of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        for (Container container : values()) {
            if (name.endsWith("." + container.format)) {
                return container;
            }
        }
        throw new IllegalArgumentException("a recording takes a file name that ends in .mp4 or .webm, not " + file);
    }

    String format() {
        return format;
    }

    AVCodec videoEncoder(Path file) {
        AVCodec encoder = avcodec_find_encoder_by_name(video);
        return encoder == null ? encoder(otherVideo, file) : encoder;
    }

    AVCodec audioEncoder(Path file) {
        return encoder(audio, file);
    }

    private static AVCodec encoder(String name, Path file) {
        AVCodec encoder = avcodec_find_encoder_by_name(name);
        if (encoder == null) {
            throw new MediaFileException(Problem.NOT_ENCODABLE, file, "this FFmpeg has no encoder " + name);
        }
        return encoder;
    }
}
