package io.decart4j.ffmpeg;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A recording while it is written: beside its place, where it is moved when it is whole. Used by one thread at a time. */
final class RecordedFile implements AutoCloseable {

    private final Path file;
    private final Path part;
    private final Muxer muxer;
    private final VideoTrack video;
    private final @Nullable AudioTrack audio;

    RecordedFile(Recorder.Settings settings, int width, int height, boolean withAudio) {
        file = settings.file().toAbsolutePath();
        part = file.resolveSibling("." + file.getFileName() + ".part");
        Container container = Container.of(file);
        muxer = new Muxer(part, container);
        VideoTrack pictures = null;
        AudioTrack sound = null;
        try {
            pictures = new VideoTrack(part, muxer, container, width, height, settings.frameRate());
            sound = withAudio ? new AudioTrack(part, muxer, container, settings.toleranceNanos()) : null;
            muxer.begin();
        } catch (Throwable e) {
            close(pictures);
            close(sound);
            muxer.close();
            remove();
            throw e;
        }
        video = pictures;
        audio = sound;
    }

    void write(VideoFrame frame, long nanos) {
        video.write(frame, nanos);
    }

    void write(AudioFrame frame, long nanos) {
        if (audio != null) {
            audio.write(frame, nanos);
        }
    }

    long videoEnd() {
        return video.endNanos();
    }

    long audioEnd() {
        return audio == null ? 0 : audio.endNanos();
    }

    /** Writes what is left and puts the file in its place, where another one of its name may have been. */
    Recording finish() {
        video.finish();
        if (audio != null) {
            audio.finish(video.endNanos());
        }
        muxer.finish();
        close();
        try {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new MediaFileException(Problem.NOT_WRITABLE, file, "cannot be put in place: " + e.getMessage());
        }
        return new Recording(
                file,
                video.frames(),
                video.skipped(),
                audio == null ? 0 : audio.samples(),
                Duration.ofNanos(video.endNanos()));
    }

    void discard() {
        close();
        remove();
    }

    @Override
    public void close() {
        close(video);
        close(audio);
        muxer.close();
    }

    private void remove() {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new MediaFileException(Problem.NOT_WRITABLE, part, "cannot be removed: " + e.getMessage());
        }
    }

    private static void close(@Nullable VideoTrack track) {
        if (track != null) {
            track.close();
        }
    }

    private static void close(@Nullable AudioTrack track) {
        if (track != null) {
            track.close();
        }
    }
}
