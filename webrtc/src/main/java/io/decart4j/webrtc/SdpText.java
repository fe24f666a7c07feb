package io.decart4j.webrtc;

import java.util.BitSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a text may be made of that goes to the native library. A list of what is allowed, because webrtc-java 0.14.0 has ended
 * the JVM with text that nobody had looked at.
 */
final class SdpText {

    /** With letters and digits, all that the grammars of descriptions and candidates (RFC 8866, RFC 8839) need. */
    private static final String SIGNS = " \t\r\n!\"#$&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private static final BitSet ALLOWED = allowed();

    /** An identifier of a media stream (RFC 8830). */
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9!#$&'*+.^_`{|}~-]{1,64}");

    /** More than a room with a thousand tracks needs. */
    private static final int LONGEST_DESCRIPTION = 4 << 20;

    private static final int LONGEST_CANDIDATE = 2048;
    private static final int LONGEST_MID = 256;
    private static final int LAST_SECTION = 0xffff;

    private SdpText() {}

    static void requireDescription(String what, String sdp) {
        require(what, sdp, LONGEST_DESCRIPTION);
    }

    static void requireCandidate(IceCandidate candidate) {
        Integer index = candidate.sdpMLineIndex();
        if (candidate.sdpMid() == null && index == null) {
            throw new IllegalArgumentException("a candidate names its media section by sdpMid or sdpMLineIndex");
        }
        // With an id the native side does not look at the position.
        if (candidate.sdpMid() == null && index != null && (index < 0 || index > LAST_SECTION)) {
            throw new IllegalArgumentException(
                    "a remote candidate's sdpMLineIndex is 0 to " + LAST_SECTION + ", not " + index);
        }
        require("a remote candidate", candidate.candidate(), LONGEST_CANDIDATE);
        require("a remote candidate's sdpMid", candidate.sdpMid(), LONGEST_MID);
    }

    static void requireLabel(String label) {
        if (!LABEL.matcher(label).matches()) {
            throw new IllegalArgumentException("label takes 1 to 64 letters, digits and any of !#$&'*+-.^_`{|}~");
        }
    }

    static boolean isAllowed(char letter) {
        return ALLOWED.get(letter);
    }

    private static void require(String what, @Nullable String text, int longest) {
        if (text == null) {
            return;
        }
        if (text.length() > longest) {
            throw new IllegalArgumentException(what + " has at most " + longest + " characters, not " + text.length());
        }
        for (int at = 0; at < text.length(); at++) {
            if (!isAllowed(text.charAt(at))) {
                throw new IllegalArgumentException("%s has a character that is not allowed (U+%04X at %d)"
                        .formatted(what, (int) text.charAt(at), at));
            }
        }
    }

    private static BitSet allowed() {
        BitSet letters = new BitSet();
        letters.set('a', 'z' + 1);
        letters.set('A', 'Z' + 1);
        letters.set('0', '9' + 1);
        SIGNS.chars().forEach(letters::set);
        return letters;
    }
}
