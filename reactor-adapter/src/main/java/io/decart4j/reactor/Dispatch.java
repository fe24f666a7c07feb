package io.decart4j.reactor;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.DecartException;
import io.decart4j.error.Failures;
import io.decart4j.error.MediaException;
import io.decart4j.error.ServerException;
import io.decart4j.error.SessionEndedException;
import io.decart4j.event.SessionEvent;
import io.decart4j.flow.MonotonicTime;
import io.decart4j.message.ServerMessage;
import io.decart4j.token.SubscribeToken;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where each message of the server goes: to the command it answers, to the media, or to the subscribers. */
final class Dispatch {

    /** How soon after an error a close is due to it. */
    private static final Duration RIGHT_AFTER = Duration.ofSeconds(5);

    /** Characters; a token goes into a header, and may carry metadata. */
    private static final int LONGEST_TOKEN = 64 << 10;

    private final Attempt attempt;
    private final AttemptOwner owner;
    private final Requests commands;
    private final MediaLink media;
    private @Nullable ServerException fault;
    private long faultAt;

    Dispatch(Attempt attempt, AttemptOwner owner, Requests commands, MediaLink media) {
        this.attempt = attempt;
        this.owner = owner;
        this.commands = commands;
        this.media = media;
    }

    /** Handles messages until the channel ends, or a message ends the attempt; both are errors. */
    Mono<Void> run(Flux<ServerMessage> messages) {
        return messages.doOnNext(this::handle).onErrorMap(this::firstCause).then();
    }

    private void handle(ServerMessage message) {
        if (message instanceof ServerMessage.PromptAck ack) {
            commands.acknowledge(ack);
        } else if (message instanceof ServerMessage.SetImageAck ack) {
            commands.acknowledge(ack);
        } else if (message instanceof ServerMessage.Answer
                || message instanceof ServerMessage.Offer
                || message instanceof ServerMessage.IceCandidate
                || message instanceof ServerMessage.IceRestart) {
            media.accept(message);
        } else if (message instanceof ServerMessage.LivekitRoomInfo room) {
            room(room);
        } else if (message instanceof ServerMessage.GenerationTick tick) {
            attempt.ticked();
            owner.told(new SessionEvent.GenerationTick(tick.seconds()));
        } else if (message instanceof ServerMessage.SessionId id) {
            started(id);
        } else if (message instanceof ServerMessage.GenerationStarted) {
            attempt.leftQueue();
            attempt.generating();
            owner.told(new SessionEvent.GenerationStarted());
        } else if (message instanceof ServerMessage.GenerationEnded ended) {
            ended(ended);
        } else if (message instanceof ServerMessage.ErrorMessage error) {
            fault(new ServerException(Texts.clipped(error.error())));
        } else {
            rest(message);
        }
    }

    private void rest(ServerMessage message) {
        if (message instanceof ServerMessage.QueuePosition queue) {
            attempt.queued();
            owner.told(new SessionEvent.QueuePosition(queue.position(), queue.queueSize()));
        } else if (message instanceof ServerMessage.Status status) {
            status(status.status());
            owner.told(new SessionEvent.Status(Texts.clipped(status.status())));
        } else if (message instanceof ServerMessage.Unknown unknown) {
            owner.told(new SessionEvent.MessageIgnored(Texts.clipped(unknown.type())));
        } else {
            // ready: no later official client reacts to it either
            attempt.leftQueue();
            owner.told(new SessionEvent.MessageIgnored(message.getClass().getSimpleName()));
        }
    }

    /** Only one that names the queue says that there is no place yet. */
    private void status(String text) {
        if (text.toLowerCase(Locale.ROOT).contains("queue")) {
            attempt.queued();
        } else {
            attempt.leftQueue();
        }
    }

    private void started(ServerMessage.SessionId id) {
        attempt.leftQueue();
        media.greeted();
        if (isLong(id.sessionId()) || isLong(id.serverIp())) {
            owner.told(new SessionEvent.MessageIgnored("session_id"));
        } else {
            owner.told(new SessionEvent.SessionStarted(id.sessionId(), subscribeToken(id)));
        }
    }

    private void room(ServerMessage.LivekitRoomInfo room) {
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

    private void ended(ServerMessage.GenerationEnded ended) {
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
