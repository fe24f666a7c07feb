package io.decart4j.ffmpeg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Files as other programs write them: any container, codec, layout, rate, tag and time. */
final class Footage implements AutoCloseable {

    private final AVFormatContext context = new AVFormatContext();
    private final List<FootageTrack> tracks = new ArrayList<>();
    private final Path file;
    private boolean begun;

    /** @param format the container by its name in FFmpeg, such as {@code mpegts} */
    Footage(Path file, String format) {
        this.file = file;
        Natives.load();
        try (BytePointer address = Natives.address(file);
                BytePointer name = new BytePointer(format)) {
            check(avformat.avformat_alloc_output_context2(context, null, name, address));
        }
    }

    /** Times of pictures count frames unless the settings say another unit. */
    FootageTrack video(String encoder, int width, int height, int fps, Consumer<AVCodecContext> settings) {
        return add(encoder, codec -> {
            codec.width(width);
            codec.height(height);
            codec.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
            codec.time_base(avutil.av_make_q(1, fps));
            codec.framerate(avutil.av_make_q(fps, 1));
            codec.gop_size(10);
            codec.max_b_frames(0);
            codec.bit_rate(2_000_000);
            settings.accept(codec);
        });
    }

    /** Times of sound count samples. */
    FootageTrack audio(String encoder, int sampleFormat, int rate, int channels) {
        return add(encoder, codec -> {
            codec.sample_rate(rate);
            codec.sample_fmt(sampleFormat);
            avutil.av_channel_layout_default(codec.ch_layout(), channels);
            codec.bit_rate(128_000);
            codec.time_base(avutil.av_make_q(1, rate));
        });
    }

    private FootageTrack add(String encoder, Consumer<AVCodecContext> settings) {
        FootageTrack track = new FootageTrack(context, encoder, settings);
        tracks.add(track);
        return track;
    }

    /** Options are those of the container. */
    Footage begin(Map<String, String> options) {
        AVIOContext io = new AVIOContext();
        AVDictionary dictionary = new AVDictionary();
        try (BytePointer address = Natives.address(file)) {
            check(avformat.avio_open2(io, address, avformat.AVIO_FLAG_WRITE, null, null));
            context.pb(io);
            options.forEach((key, value) -> avutil.av_dict_set(dictionary, key, value, 0));
            check(avformat.avformat_write_header(context, dictionary));
            begun = true;
        } finally {
            avutil.av_dict_free(dictionary);
        }
        return this;
    }

    /** Writes what the encoders hold and the end of the file. */
    @Override
    public void close() {
        if (begun) {
            tracks.forEach(FootageTrack::end);
            check(avformat.av_write_trailer(context));
            avformat.avio_closep(context.pb());
            context.pb(null);
        }
        tracks.forEach(FootageTrack::close);
        avformat.avformat_free_context(context);
    }

    /** One file behind the other, as recorders and editors of streams do. */
    static Path joined(Path to, Path... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Path part : parts) {
            all.write(Files.readAllBytes(part));
        }
        return Files.write(to, all.toByteArray());
    }

    static int check(int result) {
        if (result < 0) {
            throw new AssertionError(Natives.text(result));
        }
        return result;
    }
}
