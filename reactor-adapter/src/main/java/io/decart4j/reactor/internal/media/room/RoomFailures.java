package io.decart4j.reactor.internal.media.room;

import io.decart4j.error.DecartException;
import io.decart4j.error.MediaException;
import io.decart4j.livekit.DisconnectReason;
import io.decart4j.livekit.LiveKitException;
import io.decart4j.livekit.RoomEvent;
import io.decart4j.webrtc.NativeLibraryException;
import java.util.Set;

/**
 * What a room's failure is to a caller. Another attempt asks the service for another room, so what is wrong with one room is
 * worth it; a refusal, and somebody's wish that this client goes, are not.
 */
final class RoomFailures {

    private static final Set<DisconnectReason> UNWANTED =
            Set.of(DisconnectReason.PARTICIPANT_REMOVED, DisconnectReason.DUPLICATE_IDENTITY);

    private RoomFailures() {}

    /** What ended a room that was joined. */
    static DecartException ended(RoomEvent.Disconnected over) {
        if (over.error() == null) {
            return MediaException.lost("The room connection was closed");
        }
        // The token was good once; another room comes with another one.
        return over.error() instanceof LiveKitException.Refused refused
                ? MediaException.lost(told(refused), refused)
                : typed(over.error());
    }

    /** The same failure as callers know it. */
    static DecartException typed(Throwable e) {
        if (e instanceof DecartException known) {
            return known;
        }
        if (e instanceof LiveKitException room) {
            return typed(room, told(room));
        }
        return e instanceof NativeLibraryException
                ? MediaException.unavailable(words(e), e)
                : MediaException.negotiation(told(e), e);
    }

    private static String told(Throwable e) {
        return "LiveKit: " + words(e);
    }

    private static String words(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static DecartException typed(LiveKitException e, String message) {
        if (e instanceof LiveKitException.MediaFailed && e.getCause() instanceof NativeLibraryException missing) {
            return MediaException.unavailable(String.valueOf(missing.getMessage()), missing);
        }
        return isRefusal(e) ? MediaException.refused(message, e) : MediaException.lost(message, e);
    }

    private static boolean isRefusal(LiveKitException e) {
        if (e instanceof LiveKitException.Ended ended) {
            return UNWANTED.contains(ended.reason());
        }
        if (e instanceof LiveKitException.RoomNotFound) {
            return false;
        }
        return e instanceof LiveKitException.PublishRefused
                || (e instanceof LiveKitException.Refused refused && !refused.isTransient());
    }
}
