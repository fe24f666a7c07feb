package io.decart4j.livekit.internal.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which track an offer of the server sends in which media section. */
public final class SendingSections {

    private SendingSections() {}

    /**
     * Track ids by mid, of the sections in which something is sent. The second word of {@code a=msid} is what the media
     * library cannot tell: its track keeps its first id when the server uses the section for another one.
     *
     * @param told what the message itself says, which goes before the SDP; may be empty
     */
    public static Map<String, String> of(String sdp, Map<String, String> told) {
        Map<String, String> tracks = new LinkedHashMap<>();
        Section section = new Section(false);
        for (String line : sdp.lines().toList()) {
            if (line.startsWith("m=")) {
                section.addTo(tracks, told);
                section = new Section(line.startsWith("m=audio") || line.startsWith("m=video"));
            } else {
                section.read(line);
            }
        }
        section.addTo(tracks, told);
        return tracks;
    }

    private static final class Section {

        private final boolean media;
        private boolean sends = true;
        private String mid = "";
        private String track = "";

        Section(boolean media) {
            this.media = media;
        }

        void read(String line) {
            if (line.startsWith("a=mid:")) {
                mid = line.substring("a=mid:".length()).strip();
            } else if (line.startsWith("a=msid:")) {
                List<String> words =
                        List.of(line.substring("a=msid:".length()).strip().split(" "));
                track = words.size() > 1 ? words.get(1) : "";
            } else if (line.startsWith("a=recvonly") || line.startsWith("a=inactive")) {
                sends = false;
            }
        }

        void addTo(Map<String, String> tracks, Map<String, String> told) {
            String sid = told.getOrDefault(mid, track);
            if (media && sends && !mid.isEmpty() && !sid.isEmpty()) {
                tracks.put(mid, sid);
            }
        }
    }
}
