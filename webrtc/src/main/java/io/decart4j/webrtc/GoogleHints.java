package io.decart4j.webrtc;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The {@code x-google-…} codec parameters of an SDP. They tell the other side's encoder what to do. In a local
 * description they are worse than useless here: webrtc-java's decoder factory only knows a codec by the parameters that
 * it announced itself, so with them in place every received frame is thrown away.
 */
final class GoogleHints {

    private static final String FMTP = "a=fmtp:";
    private static final String HINT = "x-google-";
    private static final String LINE_END = "\r\n";

    private GoogleHints() {}

    /** The description to set locally: the same without the hints. */
    static String removed(String sdp) {
        return sdp.contains(HINT) ? sdp.lines().map(GoogleHints::line).collect(Collectors.joining()) : sdp;
    }

    private static String line(String line) {
        int space = line.indexOf(' ');
        if (!line.startsWith(FMTP) || space < 0 || !line.contains(HINT)) {
            return line + LINE_END;
        }
        String kept = Arrays.stream(line.substring(space + 1).split(";"))
                .filter(parameter -> !parameter.strip().startsWith(HINT))
                .collect(Collectors.joining(";"));
        return kept.isBlank() ? "" : line.substring(0, space + 1) + kept + LINE_END;
    }
}
