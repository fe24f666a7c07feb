package io.decart4j.testkit;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** The Ed25519 key that a server signs with: its own, made when it starts, and gone with it. Never shown. Thread-safe. */
final class SigningKey {

    private static final String ALGORITHM = "Ed25519";
    private static final int PUBLIC_BYTES = 32;

    private final String id = RandomId.withPrefix("key_");
    private final KeyPair pair;

    /** Reads the system's randomness, which may block: not for an event loop. */
    SigningKey() {
        try {
            pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
        // The first use loads classes, which an event loop must not wait for.
        byte[] text = new byte[0];
        if (!verifies(text, sign(text))) {
            throw new AssertionError("a key that does not know its own signature");
        }
    }

    String id() {
        return id;
    }

    byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** Whether this key has signed the text. */
    boolean verifies(byte[] text, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(pair.getPublic());
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // What has not the form of a signature is none.
            return false;
        }
    }

    /** The public half as a JSON Web Key (RFC 8037). */
    Map<String, String> publicKey() {
        byte[] encoded = pair.getPublic().getEncoded();
        // In X.509 the key itself comes last.
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
        return Map.of(
                "kty",
                "OKP",
                "crv",
                ALGORITHM,
                "x",
                Base64.getUrlEncoder().withoutPadding().encodeToString(raw),
                "kid",
                id,
                "alg",
                "EdDSA",
                "use",
                "sig");
    }

    private static AssertionError missing(GeneralSecurityException e) {
        return new AssertionError("every JDK from 15 on has " + ALGORITHM, e);
    }
}
