package io.decart4j.ffmpeg;

import io.decart4j.ffmpeg.FilmKind.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;
import org.bytedeco.ffmpeg.global.avutil;

/** A file of some kind whose numbers come of a seed. */
record Film(FilmKind kind, int width, int height, int fps, int pictures, int rate, int channels, long seed) {

    private static final int[] RATES = {25, 30, 50, 24, 60};

    static Film of(FilmKind kind, long seed) {
        Random random = new Random(seed);
        int fps = "gif".equals(kind.container()) ? 20 : RATES[random.nextInt(RATES.length)];
        return new Film(
                kind,
                48 + 16 * random.nextInt(8),
                48 + 16 * random.nextInt(6),
                fps,
                fps + random.nextInt(fps),
                "libopus".equals(kind.audio()) || random.nextBoolean() ? 48_000 : 44_100,
                1
                        + random.nextInt(kind.mostChannels() == 6 ? 2 : kind.mostChannels())
                                * (random.nextInt(3) == 0 ? kind.mostChannels() - 1 : 1),
                seed);
    }

    /** Of what was written. */
    double seconds() {
        return (double) pictures / fps * times();
    }

    int times() {
        return kind.fate() == Fate.JOINED ? 2 : 1;
    }

    boolean hasSound() {
        return !kind.audio().isEmpty();
    }

    Path write(Path folder) throws IOException {
        Path file = folder.resolve("film-" + seed + "." + kind.container());
        Random random = new Random(seed);
        boolean damaged = kind.fate() == Fate.DAMAGED;
        IntPredicate some = packet -> damaged && packet > 2 && random.nextInt(12) == 0;
        try (Footage footage = new Footage(file, kind.container())) {
            FootageTrack video = footage.video(kind.video(), width, height, fps, settings -> {
                        settings.pix_fmt(kind.pixelFormat());
                        settings.color_range(
                                kind.pixelFormat() == avutil.AV_PIX_FMT_YUVJ420P
                                        ? avutil.AVCOL_RANGE_JPEG
                                        : avutil.AVCOL_RANGE_UNSPECIFIED);
                    })
                    .damaging(some);
            FootageTrack sound = hasSound()
                    ? footage.audio(kind.audio(), kind.sampleFormat(), rate, channels)
                            .damaging(some)
                    : null;
            footage.begin(kind.options());
            for (int i = 0; i < pictures; i++) {
                video.picture(i, 1, 40 + i * 7 % 160, 128, 128);
            }
            if (sound != null) {
                sound.tone(440, (double) pictures / fps);
            }
        }
        return befallen(file, random);
    }

    private Path befallen(Path file, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        switch (kind.fate()) {
            case CUT -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            case NOISY -> {
                for (int i = 0; i < 20; i++) {
                    bytes[1000 + random.nextInt(bytes.length - 1000)] = (byte) random.nextInt();
                }
                Files.write(file, bytes);
            }
            case JOINED -> Footage.joined(file, Files.write(folderOf(file).resolve("part"), bytes), file);
            default -> {}
        }
        return file;
    }

    private static Path folderOf(Path file) {
        return file.toAbsolutePath().resolveSibling(".").normalize();
    }
}
