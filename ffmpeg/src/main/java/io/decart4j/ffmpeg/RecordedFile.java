package io.decart4j.ffmpeg;

import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A recording while it is written: beside its place, where it is moved when it is whole. Used by one thread at a time. */
final class RecordedFile implements AutoCloseable {

    private final Path file;
    private final PartFile part;
    private final boolean keepsPartial;
    private final Muxer muxer;
    private final VideoTrack video;
    private final @Nullable AudioTrack audio;

    RecordedFile(Recorder.Settings settings, int width, int height, boolean withAudio) {
        file = settings.file().toAbsolutePath();
        keepsPartial = settings.keepPartial();
        Container container = Container.of(file);
        part = new PartFile(file);
        muxer = new Muxer(part.path(), container, keepsPartial);
        VideoTrack pictures = null;
        AudioTrack sound = null;
        try {
            pictures = new VideoTrack(part.path(), muxer, container, width, height, settings.frameRate());
            sound = withAudio ? new AudioTrack(part.path(), muxer, container, settings.toleranceNanos()) : null;
            muxer.begin();
        } catch (Throwable e) {
            close(pictures);
            close(sound);
            muxer.close();
            part.remove();
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

    /**
     * Writes what is left and puts the file in its place, where another one of its name may have been. What cannot be put there is
     * kept when it is whole, and when it is asked for anyway: then the exception says where.
     */
    Recording finish() {
        try {
            video.finish();
            if (audio != null) {
                audio.finish(video.endNanos());
            }
            muxer.finish();
        } catch (MediaFileException e) {
            close();
            throw discarded(e);
        }
        close();
        try {
            part.putInPlace();
        } catch (MediaFileException e) {
            part.keep();
            throw e.kept(part.path());
        }
        return new Recording(
                file,
                video.frames(),
                video.skipped(),
                audio == null ? 0 : audio.samples(),
                Duration.ofNanos(video.endNanos()));
    }

    /** It cannot be written on: the same failure, with what is kept of it. */
    MediaFileException discarded(MediaFileException failure) {
        close();
        if (keepsPartial) {
            part.keep();
            return failure.kept(part.path());
        }
        part.remove();
        return failure;
    }

    void discard() {
        close();
        part.remove();
    }

    @Override
    public void close() {
        close(video);
        close(audio);
        muxer.close();
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
