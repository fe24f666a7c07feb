package io.decart4j.benchmarks.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Frames of 1280x720 to a file, {@code Recorder} against FFmpeg's own program on the same library with the same encoder. */
public final class RecorderBenchmark {

    private static final int PICTURES = 300;

    private RecorderBenchmark() {}

    /**
     * Runs all rounds and prints the table.
     *
     * @param args the number of rounds, 7 unless said
     */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 7;
        Path folder = Files.createTempDirectory("media-record");
        List<String> figures = new ArrayList<>();
        System.out.println("| 1280x720 | ffmpeg fps | decart4j fps | speed ratio | CPU ratio | packets | goal |");
        System.out.println("|---|---:|---:|---:|---:|---|---|");
        RawPictures raw = RawPictures.write(folder.resolve("raw.yuv"), PICTURES);
        try {
            for (String kind : List.of("mp4", "webm")) {
                figures.addAll(measure(kind, raw, folder, rounds));
            }
        } finally {
            Files.delete(raw.file());
        }
        Files.delete(folder);
        figures.forEach(System.out::println);
        System.exit(0);
    }

    private static List<String> measure(String kind, RawPictures raw, Path folder, int rounds) throws Exception {
        FfmpegProgram program = new FfmpegProgram();
        Path theirs = folder.resolve("theirs." + kind);
        Path own = folder.resolve("own." + kind);
        List<Decoding> bare = new ArrayList<>();
        List<Decoding> ours = new ArrayList<>();
        // The first round warms up; what the last one wrote is compared.
        for (int round = 0; round <= rounds; round++) {
            bare.add(program.record(raw, theirs, kind.equals("mp4")));
            ours.add(Decoding.recordingWithDecart4j(raw, own));
        }
        bare.remove(0);
        ours.remove(0);
        String[] packets = program.packets(theirs).split(" ", 2);
        String[] ownPackets = program.packets(own).split(" ", 2);
        Files.delete(theirs);
        Files.delete(own);
        boolean same = packets[0].equals(ownPackets[0]) && ownPackets[0].equals(String.valueOf(PICTURES));
        boolean equal = same && packets[1].equals(ownPackets[1]);
        String result = equal ? "equal" : same ? "as many" : "**" + ownPackets[0] + ", not " + packets[0] + "**";
        return Comparison.of(bare, ours).print(kind, result, kind.equals("mp4") ? equal : same);
    }
}
