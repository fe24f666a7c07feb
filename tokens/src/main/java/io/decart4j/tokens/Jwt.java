package io.decart4j.tokens;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import io.decart4j.error.TokenVerifyException;
import java.text.ParseException;
import java.util.Map;

/** A token's three parts. No error has the token, or a cause that quotes it. */
final class Jwt {

    /** Ten times what the platform's have. */
    private static final int LONGEST = 16 * 1024;

    private Jwt() {}

    /** A token that says that it is signed as the platform's are, and by which key. */
    static SignedJWT parse(String token) {
        SignedJWT jwt;
        try {
            jwt = SignedJWT.parse(bounded(token));
        } catch (ParseException e) {
            throw malformed("takes a signed JWT");
        }
        if (!JWSAlgorithm.EdDSA.equals(jwt.getHeader().getAlgorithm())) {
            throw new TokenVerifyException(
                    TokenVerifyException.Reason.UNTRUSTED, "The client token is not signed with EdDSA", null);
        }
        if (jwt.getHeader().getKeyID() == null) {
            throw new TokenVerifyException(
                    TokenVerifyException.Reason.UNTRUSTED, "The client token does not name its key (kid)", null);
        }
        return jwt;
    }

    static Map<String, Object> payload(SignedJWT jwt) {
        Map<String, Object> claims = jwt.getPayload().toJSONObject();
        if (claims == null) {
            throw malformed("takes a JSON object for its claims");
        }
        return claims;
    }

    static Map<String, Object> unverifiedPayload(String token) {
        String[] parts = bounded(token).split("\\.", -1);
        if (parts.length != 3) {
            throw malformed("takes three parts between dots");
        }
        try {
            return JSONObjectUtils.parse(new Base64URL(parts[1]).decodeToString());
        } catch (ParseException e) {
            throw malformed("takes a JSON object for its claims");
        }
    }

    private static String bounded(String token) {
        if (token.length() > LONGEST) {
            throw malformed("takes at most " + LONGEST + " characters");
        }
        return token;
    }

    private static TokenVerifyException malformed(String takes) {
        return new TokenVerifyException(
                TokenVerifyException.Reason.MALFORMED, "Not a client token, which " + takes, null);
    }
}
