package io.decart4j.fuzz;

import io.decart4j.error.TokenCreateException;
import io.decart4j.token.ClientToken;
import java.util.regex.Pattern;

/** An answer to a token request is a token or refused without being quoted. */
public final class ClientTokenTarget {

    private static final String FIELD = "(apiKey|token|expiresAt|permissions\\.?|permissions\\.models"
            + "|permissions\\.origins|constraints\\.?|constraints\\.realtime\\.?)";

    private static final Pattern REFUSAL =
            Pattern.compile("The answer to the token request cannot be used: (it is not an object"
                    + "|it is not valid JSON of the expected shape"
                    + "|apiKey or expiresAt is missing"
                    + "|" + FIELD + " ?is not an? (object|string|list))");

    private ClientTokenTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] json) {
        try {
            Finding.same(ClientToken.fromJson(json), ClientToken.fromJson(json));
        } catch (TokenCreateException e) {
            Finding.oneOf(REFUSAL, e);
        }
    }
}
