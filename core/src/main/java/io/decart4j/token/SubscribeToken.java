package io.decart4j.token;

import io.decart4j.error.InvalidOptionException;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * What a viewer needs to watch a session, one kind for each transport. The text form is readable by anyone who has it and
 * names a server or a room of Decart's, so it is handed on only to those who may watch.
 */
public sealed interface SubscribeToken {

    /** The text form: standard Base64 with padding around compact JSON. */
    String encode();

    /**
     * Reads the text form of any official SDK: either Base64 alphabet, with or without padding.
     *
     * @throws InvalidOptionException {@code INVALID_INPUT} when it is not one
     */
    static SubscribeToken decode(String text) {
        String standard = text.strip().replace('-', '+').replace('_', '/');
        try (JsonParser in = TokenJson.parser(Base64.getDecoder().decode(standard))) {
            return SubscribeFields.read(in);
        } catch (IllegalArgumentException | JacksonException e) {
            throw SubscribeFields.invalid(); // without the cause, which may quote the token
        }
    }

    /**
     * A session of the direct transport.
     *
     * @param sid the session's id
     * @param ip the server's address
     * @param port the server's port
     */
    record Direct(String sid, String ip, int port) implements SubscribeToken {

        /**
         * Checks that nothing is missing.
         *
         * @throws InvalidOptionException {@code INVALID_INPUT} otherwise
         */
        public Direct {
            if (sid.isEmpty() || ip.isEmpty() || port < 1 || port > 65535) {
                throw SubscribeFields.invalid();
            }
        }

        @Override
        public String encode() {
            return SubscribeFields.encode(out -> {
                out.writeStringProperty("sid", sid);
                out.writeStringProperty("ip", ip);
                out.writeNumberProperty("port", port);
            });
        }

        @Override
        public String toString() {
            return "SubscribeToken.Direct[***]";
        }
    }

    /**
     * A session whose media are in a LiveKit room.
     *
     * @param roomName the room
     */
    record Room(String roomName) implements SubscribeToken {

        /**
         * Checks that nothing is missing.
         *
         * @throws InvalidOptionException {@code INVALID_INPUT} otherwise
         */
        public Room {
            if (roomName.isEmpty()) {
                throw SubscribeFields.invalid();
            }
        }

        @Override
        public String encode() {
            return SubscribeFields.encode(out -> out.writeStringProperty("room_name", roomName));
        }

        @Override
        public String toString() {
            return "SubscribeToken.Room[***]";
        }
    }
}
