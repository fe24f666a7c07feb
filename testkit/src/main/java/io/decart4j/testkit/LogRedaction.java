package io.decart4j.testkit;

import io.decart4j.flow.WallClock;
import io.decart4j.message.ClientMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/** What of a frame may be kept and shown: no keys, no images, nothing endless. */
final class LogRedaction {

    private static final int LONGEST = 64 * 1024;
    private static final int LONGEST_TYPE = 64;

    /**
     * Keys, client tokens, and what is signed: a JWT is three parts, the first of which begins as Base64 of a brace and a quote.
     * It begins nowhere inside of a word, or long words would be read again and again.
     */
    private static final Pattern KEYS = Pattern.compile("\\b(?:dct_|ek_|sk-)[A-Za-z0-9_-]+"
            + "|(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

    private final String apiKey;

    LogRedaction(String apiKey) {
        this.apiKey = apiKey;
    }

    /** The frame's text as it may be shown; broken JSON as it came, cut short. */
    String of(byte[] frame) {
        String text;
        try {
            text = withoutImages(frame);
        } catch (JacksonException e) {
            text = new String(frame, 0, Math.min(frame.length, 1024), StandardCharsets.UTF_8);
        }
        return withoutKeys(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }

    ReceivedMessage received(boolean text, Optional<ClientMessage> message, byte[] frame) {
        if (!text) {
            return new ReceivedMessage(WallClock.now(), "binary", frame.length + " bytes");
        }
        return new ReceivedMessage(
                WallClock.now(), message.map(LogRedaction::type).orElse("malformed"), of(frame));
    }

    private static String type(ClientMessage message) {
        if (message instanceof ClientMessage.Unknown unknown) {
            return unknown.type().substring(0, Math.min(unknown.type().length(), LONGEST_TYPE));
        } else if (message instanceof ClientMessage.SetImage || message instanceof ClientMessage.Passthrough) {
            return "set_image";
        } else if (message instanceof ClientMessage.IceCandidate) {
            return "ice-candidate";
        } else if (message instanceof ClientMessage.LivekitJoin) {
            return "livekit_join";
        }
        return message.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    String withoutKeys(String text) {
        return KEYS.matcher(text.replace(apiKey, "***")).replaceAll("***");
    }

    private static String withoutImages(byte[] frame) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonParser in = Json.FACTORY.createParser(ObjectReadContext.empty(), frame);
                JsonGenerator out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "image_data".equals(in.currentName())) {
                    out.writeString("<" + in.getStringLength() + " characters of Base64>");
                } else {
                    out.copyCurrentEvent(in);
                }
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
