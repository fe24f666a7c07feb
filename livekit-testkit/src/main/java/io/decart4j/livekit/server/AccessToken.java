package io.decart4j.livekit.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A LiveKit access token, signed with a server's key and secret. Every method but {@link #mint()} returns this token. */
public final class AccessToken {

    private static final Pattern PLAIN = Pattern.compile("[\\w.@ -]*");

    private final String key;
    private final String secret;
    private final List<String> grants = new ArrayList<>();
    private String identity = "";
    private Instant expiry = Instant.now().plus(Duration.ofHours(1));

    AccessToken(String key, String secret) {
        this.key = key;
        this.secret = secret;
    }

    /** Whose token it is. */
    public AccessToken identity(String who) {
        identity = plain(who);
        return this;
    }

    /** May join this room, publish and subscribe; the room is made when it is not there. */
    public AccessToken join(String room) {
        return grant("roomCreate", "true").joinExisting(room);
    }

    /**
     * As {@link #join}, but only while the room is there: who comes late does not bring it back. So it is with {@code
     * room.auto_create: false}, as {@link LiveKitServerProcess} has it; a server without it, which is LiveKit's default, makes
     * rooms for everybody who may join.
     */
    public AccessToken joinExisting(String room) {
        return grant("roomJoin", "true").grant("room", '"' + plain(room) + '"');
    }

    /** May join, but publish nothing. */
    public AccessToken withoutPublishing() {
        return grant("canPublish", "false");
    }

    /** May join, but receive nothing. */
    public AccessToken withoutSubscribing() {
        return grant("canSubscribe", "false");
    }

    /** May use the room service on this room. */
    public AccessToken admin(String room) {
        return grant("roomAdmin", "true")
                .grant("roomCreate", "true")
                .grant("roomList", "true")
                .grant("room", '"' + plain(room) + '"');
    }

    /** Until when it is valid; servers allow a minute more. */
    public AccessToken expiry(Instant when) {
        expiry = when;
        return this;
    }

    /** The token as text. */
    public String mint() {
        String claims = "{\"iss\":\"" + key + "\",\"sub\":\"" + identity + "\",\"nbf\":"
                + Instant.now().minusSeconds(3600).getEpochSecond() + ",\"exp\":" + expiry.getEpochSecond()
                + ",\"video\":{" + String.join(",", grants) + "}}";
        String signed = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + base64(signature(signed));
    }

    private AccessToken grant(String name, String value) {
        grants.add('"' + name + "\":" + value);
        return this;
    }

    private byte[] signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a text needs no quoting in JSON. */
    static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }

    private static String plain(String text) {
        if (!isPlain(text)) {
            throw new IllegalArgumentException("a name takes letters, digits and . _ @ - only, not " + text);
        }
        return text;
    }
}
