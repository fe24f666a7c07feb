package io.decart4j.webrtc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A real SDP made wrong: lines gone, doubled, swapped or cut, numbers out of range, characters of chance. */
final class SdpMutations {

    private static final List<String> VALUES = List.of(
            "",
            "-1",
            "0",
            "65536",
            "4294967296",
            "99999999999999999999",
            "%n%s",
            "\0",
            "\u00e9\u4e2d",
            "x".repeat(5000));

    private final Random random;

    SdpMutations(long seed) {
        random = new Random(seed);
    }

    String of(String sdp) {
        List<String> lines = new ArrayList<>(List.of(sdp.split("\r\n")));
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && !lines.isEmpty(); i++) {
            change(lines);
        }
        String text = String.join(random.nextInt(20) == 0 ? "\n" : "\r\n", lines);
        return random.nextInt(20) == 0 ? text.substring(0, random.nextInt(text.length() + 1)) : text + "\r\n";
    }

    private void change(List<String> lines) {
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        switch (random.nextInt(8)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.addAll(at, Collections.nCopies(1 + random.nextInt(50), line));
            case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
            case 3 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
            case 4 -> lines.set(at, line.replaceAll("\\d+", VALUES.get(1 + random.nextInt(5))));
            case 5 -> lines.set(at, withToken(line));
            case 6 -> lines.set(at, withCharacter(line));
            default -> lines.add(at, lines.get(random.nextInt(lines.size())));
        }
    }

    private String withToken(String line) {
        String[] tokens = line.split(" ", -1);
        tokens[random.nextInt(tokens.length)] = VALUES.get(random.nextInt(VALUES.size()));
        return String.join(" ", tokens);
    }

    private String withCharacter(String line) {
        int at = random.nextInt(line.length() + 1);
        return line.substring(0, at) + (char) random.nextInt(256) + line.substring(at);
    }
}
