package io.decart4j.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.token.SubscribeToken;
import java.util.Base64;
import java.util.regex.Pattern;

/** A text, and the token in which the same bytes are the JSON, are a subscribe token or refused without being quoted. */
public final class SubscribeTokenTarget {

    private static final Pattern REFUSAL = Pattern.compile("Invalid subscribe token");

    private SubscribeTokenTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        read(new String(input, UTF_8));
        read(Base64.getUrlEncoder().withoutPadding().encodeToString(input));
    }

    private static void read(String text) {
        SubscribeToken token;
        try {
            token = SubscribeToken.decode(text);
        } catch (InvalidOptionException e) {
            Finding.oneOf(REFUSAL, e);
            return;
        }
        Finding.same(token, SubscribeToken.decode(token.encode()));
    }
}
