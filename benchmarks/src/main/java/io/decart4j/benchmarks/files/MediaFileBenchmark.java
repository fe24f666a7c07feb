package io.decart4j.benchmarks.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of 1280x720 to frames, {@code MediaFile} against FFmpeg's own program on the same library. */
public final class MediaFileBenchmark {

    private static final int PICTURES = 600;

    private MediaFileBenchmark() {}

    /**
     * Runs all rounds and prints the table.
     *
     * @param args the number of rounds, 7 unless said
     */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 7;
        Path folder = Files.createTempDirectory("media-file");
        List<String> figures = new ArrayList<>();
        System.out.println("| 1280x720 | ffmpeg fps | decart4j fps | speed ratio | CPU ratio | pixels | goal |");
        System.out.println("|---|---:|---:|---:|---:|---|---|");
        for (String kind : List.of("mp4", "webm")) {
            Path file = folder.resolve("reel." + kind);
            try {
                Reel.write(file, PICTURES);
                figures.addAll(measure(kind, file, rounds));
            } finally {
                Files.deleteIfExists(file);
            }
        }
        Files.delete(folder);
        figures.forEach(System.out::println);
        System.exit(0);
    }

    private static List<String> measure(String kind, Path file, int rounds) throws Exception {
        FfmpegProgram program = new FfmpegProgram();
        boolean same = program.hash(file).equals(Decoding.hashWithDecart4j(file));
        List<Decoding> bare = new ArrayList<>();
        List<Decoding> ours = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            bare.add(program.decode(file));
            ours.add(Decoding.withDecart4j(file));
        }
        return Comparison.of(bare, ours).print(kind, same ? "equal" : "**differ**", same);
    }
}
