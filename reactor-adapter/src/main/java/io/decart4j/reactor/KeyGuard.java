package io.decart4j.reactor;

import io.decart4j.message.Candidate;
import io.decart4j.message.ServerMessage;
import io.decart4j.websocket.SecretFilter;
import org.jspecify.annotations.Nullable;

/** Takes the key out of what a server says in free words: some quote what they do not like, and words end up in logs. */
final class KeyGuard {

    private final SecretFilter filter;

    KeyGuard(String key) {
        this.filter = new SecretFilter(key);
    }

    String clean(String said) {
        return filter.clean(said);
    }

    ServerMessage clean(ServerMessage message) {
        if (message instanceof ServerMessage.PromptAck ack && ack.error() != null) {
            return new ServerMessage.PromptAck(ack.prompt(), ack.success(), cleanOrNull(ack.error()));
        } else if (message instanceof ServerMessage.SetImageAck ack && ack.error() != null) {
            return new ServerMessage.SetImageAck(ack.success(), cleanOrNull(ack.error()));
        } else if (message instanceof ServerMessage.ErrorMessage error) {
            return new ServerMessage.ErrorMessage(clean(error.error()));
        } else if (message instanceof ServerMessage.GenerationEnded ended) {
            return new ServerMessage.GenerationEnded(ended.seconds(), clean(ended.reason()));
        } else if (message instanceof ServerMessage.Status status) {
            return new ServerMessage.Status(clean(status.status()));
        } else if (message instanceof ServerMessage.Unknown unknown) {
            return new ServerMessage.Unknown(clean(unknown.type()));
        }
        return named(message);
    }

    /** Names and addresses are written to the log. */
    private ServerMessage named(ServerMessage message) {
        if (message instanceof ServerMessage.SessionId id) {
            return new ServerMessage.SessionId(clean(id.sessionId()), clean(id.serverIp()), id.serverPort());
        } else if (message instanceof ServerMessage.LivekitRoomInfo room) {
            return new ServerMessage.LivekitRoomInfo(
                    clean(room.livekitUrl()), room.token(), clean(room.roomName()), clean(room.sessionId()));
        } else if (message instanceof ServerMessage.IceCandidate ice && ice.candidate() != null) {
            Candidate said = ice.candidate();
            return new ServerMessage.IceCandidate(new Candidate(
                    clean(said.candidate()), said.sdpMid(), said.sdpMLineIndex(), said.usernameFragment()));
        }
        return message;
    }

    private @Nullable String cleanOrNull(@Nullable String said) {
        return said == null ? null : clean(said);
    }
}
