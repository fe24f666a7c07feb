package io.decart4j.benchmarks.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/** The program that comes with the library; with one decoder thread, which is what the library has unless told otherwise. */
final class FfmpegProgram {

    private static final Pattern BENCH = Pattern.compile("bench: utime=([0-9.]+)s stime=([0-9.]+)s rtime=([0-9.]+)s");
    private static final Pattern FRAMES = Pattern.compile("frame= *([0-9]+)");
    private static final Pattern HASH = Pattern.compile("MD5=([0-9a-f]{32})");

    private final String program = Loader.load(ffmpeg.class);

    /** To pictures that go nowhere; times are its own, without the start of the process. */
    Decoding decode(Path file) throws IOException, InterruptedException {
        String output = run(file, List.of("-benchmark", "-v", "info"), List.of("-f", "null", "-"));
        return pass(output);
    }

    /** Of raw pictures to a file, by the encoder that {@code Recorder} takes, told what it tells it. */
    Decoding record(RawPictures raw, Path to, boolean mp4) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-benchmark", "-v", "info", "-y", "-f", "rawvideo"));
        command.addAll(List.of("-pixel_format", "yuv420p", "-video_size", Reel.WIDTH + "x" + Reel.HEIGHT));
        command.addAll(List.of("-framerate", String.valueOf(Reel.FPS), "-colorspace", "smpte170m"));
        command.addAll(List.of("-color_range", "tv", "-i", raw.file().toString(), "-fps_mode", "passthrough"));
        command.addAll(List.of("-enc_time_base", "1:60000", "-g", String.valueOf(2 * Reel.FPS), "-bf", "0"));
        command.addAll(List.of("-b:v", String.valueOf(Math.round(Reel.WIDTH * Reel.HEIGHT * Reel.FPS * 0.15))));
        command.addAll(List.of("-qmin", "4", "-qmax", "44", "-colorspace", "smpte170m", "-color_range", "tv"));
        command.addAll(List.of(
                "-threads", String.valueOf(Math.min(4, Runtime.getRuntime().availableProcessors()))));
        command.addAll(
                mp4
                        ? List.of("-c:v", "libopenh264", "-rc_mode", "bitrate", "-movflags", "+faststart")
                        : List.of(
                                "-c:v",
                                "libvpx",
                                "-deadline",
                                "realtime",
                                "-cpu-used",
                                "6",
                                "-lag-in-frames",
                                "0",
                                "-auto-alt-ref",
                                "0"));
        command.add(to.toString());
        return pass(run(command));
    }

    /** Of all packets of the pictures, and how many there are. */
    String packets(Path file) throws IOException, InterruptedException {
        String output =
                run(List.of("-v", "info", "-i", file.toString(), "-map", "0:v:0", "-c", "copy", "-f", "md5", "-"));
        return frames(output) + " " + matched(HASH, output).group(1);
    }

    private static Decoding pass(String output) throws IOException {
        Matcher bench = matched(BENCH, output);
        return new Decoding(
                frames(output),
                Double.parseDouble(bench.group(3)),
                Double.parseDouble(bench.group(1)) + Double.parseDouble(bench.group(2)));
    }

    private static long frames(String output) {
        long frames = 0;
        for (Matcher at = FRAMES.matcher(output); at.find(); ) {
            frames = Long.parseLong(at.group(1));
        }
        return frames;
    }

    /** Of all pixels in their order. */
    String hash(Path file) throws IOException, InterruptedException {
        return matched(HASH, run(file, List.of("-v", "error"), List.of("-c:v", "rawvideo", "-f", "md5", "-")))
                .group(1);
    }

    private String run(Path file, List<String> before, List<String> after) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of("-threads", "1", "-i", file.toString(), "-map", "0:v:0", "-fps_mode", "passthrough"));
        command.addAll(List.of("-pix_fmt", "yuv420p"));
        command.addAll(after);
        return run(command);
    }

    private String run(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program, "-nostdin"));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // The libraries lie beside it, where the system does not look.
        builder.environment()
                .put("LD_LIBRARY_PATH", String.valueOf(Path.of(program).getParent()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("the ffmpeg program failed: " + output);
        }
        return output;
    }

    private static Matcher matched(Pattern pattern, String output) throws IOException {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IOException("the ffmpeg program did not say what was expected: " + output);
        }
        return matcher;
    }
}
