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

/** The program that comes with the library, with one decoder thread, which is what the library has unless told otherwise. */
final class FfmpegProgram {

    private static final Pattern BENCH = Pattern.compile("bench: utime=([0-9.]+)s stime=([0-9.]+)s rtime=([0-9.]+)s");
    private static final Pattern FRAMES = Pattern.compile("frame= *([0-9]+)");
    private static final Pattern HASH = Pattern.compile("MD5=([0-9a-f]{32})");

    private final String program = Loader.load(ffmpeg.class);

    /** To pictures that go nowhere; times are its own, without the start of the process. */
    Decoding decode(Path file) throws IOException, InterruptedException {
        String output = run(file, List.of("-benchmark", "-v", "info"), List.of("-f", "null", "-"));
        Matcher bench = matched(BENCH, output);
        long frames = 0;
        for (Matcher at = FRAMES.matcher(output); at.find(); ) {
            frames = Long.parseLong(at.group(1));
        }
        return new Decoding(
                frames,
                Double.parseDouble(bench.group(3)),
                Double.parseDouble(bench.group(1)) + Double.parseDouble(bench.group(2)));
    }

    /** Of all pixels in their order. */
    String hash(Path file) throws IOException, InterruptedException {
        return matched(HASH, run(file, List.of("-v", "error"), List.of("-c:v", "rawvideo", "-f", "md5", "-")))
                .group(1);
    }

    private String run(Path file, List<String> before, List<String> after) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program, "-nostdin"));
        command.addAll(before);
        command.addAll(List.of("-threads", "1", "-i", file.toString(), "-map", "0:v:0", "-fps_mode", "passthrough"));
        command.addAll(List.of("-pix_fmt", "yuv420p"));
        command.addAll(after);
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
