package io.decart4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.Objects;

/** The address and the origin of an upgrade: read, or refused in words; a session only for the key. For the fuzzer. */
public final class UpgradeQueryTarget {

    private static final String KEY = "dct_test";
    private static final Admission ADMISSION = new Admission(
            new ClientTokens(KEY, Clock.systemUTC(), new SignedTokens(() -> "http://127.0.0.1", 1000, null)));

    private UpgradeQueryTarget() {}

    /** Called by the fuzzer: the first line is the address, the rest the origin. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        int end = text.indexOf('\n');
        String origin = end < 0 ? null : text.substring(end + 1);
        Query query;
        try {
            query = Query.of(end < 0 ? text : text.substring(0, end));
        } catch (BadRequest e) {
            return;
        }
        boolean known = KEY.equals(query.get("api_key"));
        Admission.Decision session = ADMISSION.decide(query, origin);
        hold(session.refused() != null || known, "a session without the key");
        hold(session.refused() != null || !query.required("model").isBlank(), "a session without a model");
        hold((ADMISSION.decideViewer(query, origin).refused() == null) == known, "a viewer without the key");
        try {
            int number = query.whole("count", 1, 1, 100);
            hold(number >= 1 && number <= 100, "a number out of bounds");
            Objects.requireNonNull(query.oneOf("phase", HandshakePhase.class, HandshakePhase.OPEN));
        } catch (BadRequest e) {
            hold(e.getMessage() != null, "a refusal without words");
        }
    }

    static void hold(boolean promise, String otherwise) {
        if (!promise) {
            throw new AssertionError(otherwise);
        }
    }
}
