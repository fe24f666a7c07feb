package io.decart4j.reactor.internal.session;

import io.decart4j.error.DecartException;
import io.decart4j.error.SignalingException;
import io.decart4j.event.SessionEvent;
import io.decart4j.internal.session.SessionState.Signal;
import io.decart4j.message.ClientMessage;
import io.decart4j.reactor.ReconnectPolicy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import reactor.core.publisher.Mono;

/**
 * What one attempt reports to its session, for as long as it counts: what comes from another thread while its connection is
 * being closed moves nothing any more.
 */
final class AttemptReports implements AttemptOwner {

    private static final Logger log = SessionLog.of();

    private final SessionProgress progress;
    private final ReconnectPolicy policy;
    private final Mono<Void> disconnect;
    private volatile boolean over;
    private @Nullable Throwable judged;
    private boolean worthAnother;

    AttemptReports(SessionProgress progress, ReconnectPolicy policy, Mono<Void> disconnect) {
        this.progress = progress;
        this.policy = policy;
        this.disconnect = disconnect;
    }

    @Override
    public Optional<ClientMessage> initialState() {
        return progress.inForce().tell();
    }

    @Override
    public Mono<Void> disconnect() {
        return disconnect;
    }

    @Override
    public void moved(Signal signal) {
        progress.moved(signal, null, () -> !over);
    }

    @Override
    public void lost(Throwable failure) {
        DecartException cause = typed(failure);
        Signal signal = isWorthAnother(failure) ? Signal.LOST : Signal.ENDED;
        progress.moved(signal, cause, () -> {
            boolean first = !over;
            over = true;
            return first;
        });
    }

    @Override
    public void told(SessionEvent event) {
        if (!over) {
            progress.told(event);
        }
    }

    /** Also from a connection that is being closed: the server has it in force all the same. */
    @Override
    public void acknowledged(ClientMessage message) {
        progress.inForce().accepted(message);
    }

    @Override
    public void refused(ClientMessage message) {
        progress.inForce().refused(message);
    }

    /** As the caller's policy says, which is asked once. A policy that fails says no. */
    boolean isWorthAnother(Throwable failure) {
        if (failure != judged) {
            judged = failure;
            worthAnother = asked(typed(failure));
        }
        return worthAnother;
    }

    private boolean asked(DecartException cause) {
        try {
            return policy.retryIf().test(cause);
        } catch (Throwable e) {
            log.warn("retryIf failed, so the session ends", e);
            return false;
        }
    }

    static DecartException typed(Throwable failure) {
        return failure instanceof DecartException known
                ? known
                : new SignalingException(
                        "Signaling error: " + failure.getClass().getSimpleName(), failure);
    }
}
