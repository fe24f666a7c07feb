package io.decart4j.internal.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client does to its own offer before it is set and sent. */
public final class OfferSdp {

    private static final String MIN = "x-google-min-bitrate";
    private static final String START = "x-google-start-bitrate";

    private OfferSdp() {}

    /**
     * Tells the sender's VP8 encoder where to begin, in every video section: adds {@code x-google-min-bitrate} and
     * {@code x-google-start-bitrate} to its format parameters, once, however often it is called. Everything else is
     * left as it is, line ends included.
     *
     * @param minKbps the lowest bit rate, in kbit/s
     * @param startKbps the bit rate to start with, in kbit/s; with both 0 nothing is changed
     */
    public static String withBitrateHints(String sdp, int minKbps, int startKbps) {
        if (minKbps == 0 && startKbps == 0) {
            return sdp;
        }
        String end = sdp.contains("\r\n") ? "\r\n" : "\n";
        List<String> lines = new ArrayList<>(List.of(sdp.split(end, -1)));
        String hints = MIN + "=" + minKbps + ";" + START + "=" + startKbps;
        for (int from = nextSection(lines, 0); from < lines.size(); from = nextSection(lines, from + 1)) {
            if (lines.get(from).startsWith("m=video ")) {
                editSection(lines, from, hints);
            }
        }
        return String.join(end, lines);
    }

    private static void editSection(List<String> lines, int from, String hints) {
        for (int i = from + 1; i < nextSection(lines, from + 1); i++) {
            String payloadType = vp8PayloadType(lines.get(i));
            if (payloadType != null) {
                editCodec(lines, from, i, payloadType, hints);
            }
        }
    }

    private static void editCodec(List<String> lines, int from, int rtpmap, String payloadType, String hints) {
        // With the space behind: payload type 9 is not 96.
        String fmtp = "a=fmtp:" + payloadType + " ";
        String feedback = "a=rtcp-fb:" + payloadType + " ";
        int behind = rtpmap;
        for (int i = from + 1; i < nextSection(lines, from + 1); i++) {
            String line = lines.get(i);
            if (line.startsWith(fmtp)) {
                if (!line.contains(MIN)) {
                    lines.set(i, line + (line.length() == fmtp.length() ? "" : ";") + hints);
                }
                return;
            }
            if (line.startsWith(feedback)) {
                behind = Math.max(behind, i);
            }
        }
        lines.add(behind + 1, fmtp + hints);
    }

    private static @Nullable String vp8PayloadType(String line) {
        if (!line.startsWith("a=rtpmap:")) {
            return null;
        }
        int space = line.indexOf(' ');
        String codec = line.substring(space + 1).toLowerCase(Locale.ROOT);
        return space > 0 && codec.equals("vp8/90000") ? line.substring("a=rtpmap:".length(), space) : null;
    }

    private static int nextSection(List<String> lines, int from) {
        int i = from;
        while (i < lines.size() && !lines.get(i).startsWith("m=")) {
            i++;
        }
        return i;
    }
}
