package io.decart4j.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.CriticalHeaderParamsDeferral;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/**
 * Ed25519 by the JDK, which has it since version 15. The library's own verifier wants Tink, and with it protobuf and Gson, for the
 * same arithmetic.
 */
final class Ed25519Verifier implements JWSVerifier {

    static final int KEY_BYTES = 32;

    /** What stands before the 32 bytes of a key where keys of all kinds are written alike (RFC 8410). */
    private static final byte[] KIND = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PublicKey key;
    private final JCAContext context = new JCAContext();

    /** @param x the public key, 32 bytes */
    Ed25519Verifier(byte[] x) throws GeneralSecurityException {
        byte[] encoded = new byte[KIND.length + KEY_BYTES];
        System.arraycopy(KIND, 0, encoded, 0, KIND.length);
        System.arraycopy(x, 0, encoded, KIND.length, KEY_BYTES);
        key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
        // What the token calls critical is not understood here, and must then not be passed over.
        if (!new CriticalHeaderParamsDeferral().headerPasses(header)) {
            return false;
        }
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(signed);
            return ed25519.verify(signature.decode());
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new JOSEException("This JDK has no Ed25519", e);
        }
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return Set.of(JWSAlgorithm.EdDSA);
    }

    @Override
    public JCAContext getJCAContext() {
        return context;
    }
}
