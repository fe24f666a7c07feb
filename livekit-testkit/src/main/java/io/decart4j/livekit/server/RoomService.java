package io.decart4j.livekit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** The room service of a server, over HTTP with a token of an administrator. All methods block, for some seconds at most. */
public final class RoomService {

    private static final int PATIENCE_MILLIS = 5_000;

    private final String address;
    private final Supplier<AccessToken> tokens;

    RoomService(URI server, Supplier<AccessToken> tokens) {
        // ws: becomes http:, wss: https:
        this.address = server.toString().replaceFirst("^(?i)ws", "http").replaceFirst("/+$", "");
        this.tokens = tokens;
    }

    /** Puts somebody out of a room. */
    public void removeParticipant(String room, String identity) {
        call("RemoveParticipant", room, "{\"room\":\"" + room + "\",\"identity\":\"" + identity + "\"}");
    }

    /** Ends a room. */
    public void deleteRoom(String room) {
        call("DeleteRoom", room, "{\"room\":\"" + room + "\"}");
    }

    /** Mutes a published track. The other way round a server does not do without being configured for it. */
    public void muteTrack(String room, String identity, String trackSid) {
        call(
                "MutePublishedTrack",
                room,
                "{\"room\":\"" + room + "\",\"identity\":\"" + identity + "\",\"track_sid\":\"" + trackSid
                        + "\",\"muted\":true}");
    }

    /** Gives somebody the right to publish, or takes it, and with it what is published. */
    public void mayPublish(String room, String identity, boolean may) {
        call(
                "UpdateParticipant",
                room,
                "{\"room\":\"" + room + "\",\"identity\":\"" + identity
                        + "\",\"permission\":{\"can_subscribe\":true,\"can_publish\":" + may + "}}");
    }

    /** Whether there is such a room now, also when nobody is in it. */
    public boolean isOpen(String room) {
        return call("ListRooms", room, "{\"names\":[\"" + room + "\"]}").contains("\"sid\"");
    }

    /** Who is in a room, as the server's JSON. */
    public String listParticipants(String room) {
        return call("ListParticipants", room, "{\"room\":\"" + room + "\"}");
    }

    private String call(String method, String room, String body) {
        try {
            HttpURLConnection http = (HttpURLConnection) URI.create(address + "/twirp/livekit.RoomService/" + method)
                    .toURL()
                    .openConnection();
            http.setRequestMethod("POST");
            http.setConnectTimeout(PATIENCE_MILLIS);
            http.setReadTimeout(PATIENCE_MILLIS);
            http.setDoOutput(true);
            http.setRequestProperty("Content-Type", "application/json");
            http.setRequestProperty("Connection", "close");
            http.setRequestProperty(
                    "Authorization", "Bearer " + tokens.get().admin(room).mint());
            http.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            boolean good = http.getResponseCode() == 200;
            try (InputStream answer = good ? http.getInputStream() : http.getErrorStream()) {
                String text = answer == null ? "" : new String(answer.readAllBytes(), StandardCharsets.UTF_8);
                if (!good) {
                    throw new IllegalStateException(method + ": " + http.getResponseCode() + " " + text);
                }
                return text;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
