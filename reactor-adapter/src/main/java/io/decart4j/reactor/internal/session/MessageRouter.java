package io.decart4j.reactor.internal.session;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.DecartException;
import io.decart4j.error.Failures;
import io.decart4j.error.MediaException;
import io.decart4j.error.ServerException;
import io.decart4j.error.SessionEndedException;
import io.decart4j.event.SessionEvent;
import io.decart4j.flow.MonotonicTime;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.ServerMessageHandler;
import io.decart4j.reactor.internal.control.PendingCommands;
import io.decart4j.reactor.internal.control.Texts;
import io.decart4j.reactor.internal.media.MediaLink;
import io.decart4j.token.SubscribeToken;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where each message of the server goes: to the command it answers, to the media, or to the subscribers. */
final class MessageRouter implements ServerMessageHandler {

    /** How soon after an error a close is due to it. */
    private static final Duration RIGHT_AFTER = Duration.ofSeconds(5);

    /** Characters; a token goes into a header, and may carry metadata. */
    private static final int LONGEST_TOKEN = 64 << 10;

    private final Attempt attempt;
    private final AttemptOwner owner;
    private final PendingCommands commands;
    private final MediaLink media;
    private @Nullable ServerException fault;
    private long faultAt;

    MessageRouter(Attempt attempt, AttemptOwner owner, PendingCommands commands, MediaLink media) {
        this.attempt = attempt;
        this.owner = owner;
        this.commands = commands;
        this.media = media;
    }

    /** Handles messages until the channel ends, or a message ends the attempt; both are errors. */
    Mono<Void> run(Flux<ServerMessage> messages) {
        return messages.doOnNext(message -> message.accept(this))
                .onErrorMap(this::firstCause)
                .then();
    }

    @Override
    public void promptAck(ServerMessage.PromptAck ack) {
        commands.acknowledge(ack);
    }

    @Override
    public void setImageAck(ServerMessage.SetImageAck ack) {
        commands.acknowledge(ack);
    }

    @Override
    public void answer(ServerMessage.Answer answer) {
        media.accept(answer);
    }

    @Override
    public void offer(ServerMessage.Offer offer) {
        media.accept(offer);
    }

    @Override
    public void iceCandidate(ServerMessage.IceCandidate candidate) {
        media.accept(candidate);
    }

    @Override
    public void iceRestart(ServerMessage.IceRestart restart) {
        media.accept(restart);
    }

    @Override
    public void generationTick(ServerMessage.GenerationTick tick) {
        attempt.ticked();
        owner.told(new SessionEvent.GenerationTick(tick.seconds()));
    }

    @Override
    public void generationStarted(ServerMessage.GenerationStarted started) {
        attempt.leftQueue();
        attempt.generating();
        owner.told(new SessionEvent.GenerationStarted());
    }

    @Override
    public void errorMessage(ServerMessage.ErrorMessage error) {
        fault(new ServerException(Texts.clipped(error.error())));
    }

    @Override
    public void queuePosition(ServerMessage.QueuePosition queue) {
        attempt.queued();
        owner.told(new SessionEvent.QueuePosition(queue.position(), queue.queueSize()));
    }

    @Override
    public void status(ServerMessage.Status status) {
        // Only one that names the queue says that there is no place yet.
        if (status.status().toLowerCase(Locale.ROOT).contains("queue")) {
            attempt.queued();
        } else {
            attempt.leftQueue();
        }
        owner.told(new SessionEvent.Status(Texts.clipped(status.status())));
    }

    /** No later official client reacts to it either. */
    @Override
    public void ready(ServerMessage.Ready ready) {
        attempt.leftQueue();
        owner.told(new SessionEvent.MessageIgnored("Ready"));
    }

    @Override
    public void unknown(ServerMessage.Unknown unknown) {
        owner.told(new SessionEvent.MessageIgnored(Texts.clipped(unknown.type())));
    }

    @Override
    public void sessionId(ServerMessage.SessionId id) {
        attempt.leftQueue();
        media.greeted();
        if (isLong(id.sessionId()) || isLong(id.serverIp())) {
            owner.told(new SessionEvent.MessageIgnored("session_id"));
        } else {
            owner.told(new SessionEvent.SessionStarted(id.sessionId(), subscribeToken(id)));
        }
    }

    @Override
    public void livekitRoomInfo(ServerMessage.LivekitRoomInfo room) {
        boolean bounded = room.token().length() <= LONGEST_TOKEN;
        if (!bounded || isLong(room.sessionId()) || isLong(room.roomName()) || isLong(room.livekitUrl())) {
            owner.told(new SessionEvent.MessageIgnored("livekit_room_info"));
        } else {
            owner.told(new SessionEvent.SessionStarted(room.sessionId(), subscribeToken(room)));
            media.accept(room);
        }
    }

    /** Too long to be kept. Part of an id would be another id. */
    private static boolean isLong(String text) {
        return text.length() > Texts.LONGEST;
    }

    @Override
    public void generationEnded(ServerMessage.GenerationEnded ended) {
        String reason = Texts.clipped(ended.reason());
        owner.told(new SessionEvent.GenerationEnded(ended.seconds(), reason));
        if (Failures.endsSession(reason)) {
            throw new SessionEndedException(reason);
        }
    }

    /** Ends an attempt that is not connected yet; a connected one goes on until the server closes. */
    private void fault(ServerException error) {
        DecartException meant = attempt.isConnected() ? error : media.explained(error);
        owner.told(new SessionEvent.ErrorOccurred(meant));
        if (!attempt.isConnected()) {
            throw meant;
        }
        fault = error;
        faultAt = MonotonicTime.nanos();
    }

    /** A loss right after an error that no attempt can mend is that error; one that was lived with for longer is not. */
    Throwable firstCause(Throwable end) {
        ServerException said = fault;
        boolean lost = end instanceof ConnectionException || end instanceof MediaException;
        boolean due = lost && MonotonicTime.nanos() - faultAt <= RIGHT_AFTER.toNanos();
        return due && said != null && Failures.isPermanent(said) ? said : end;
    }

    private static @Nullable String subscribeToken(ServerMessage.LivekitRoomInfo room) {
        return room.roomName().isEmpty() ? null : new SubscribeToken.Room(room.roomName()).encode();
    }

    private static @Nullable String subscribeToken(ServerMessage.SessionId id) {
        boolean port = id.serverPort() > 0 && id.serverPort() <= 65_535;
        boolean complete = !id.sessionId().isEmpty() && !id.serverIp().isEmpty() && port;
        return complete ? new SubscribeToken.Direct(id.sessionId(), id.serverIp(), id.serverPort()).encode() : null;
    }
}
