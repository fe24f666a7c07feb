package io.decart4j.error;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which failures are worth another attempt. The one place that reads error texts and close codes.
 *
 * <p>Decided by where the failure comes from (HTTP status, close code, {@code generation_ended} reason, type); the
 * words of the server are read only where it gives nothing else, with the list of the official SDKs.
 */
public final class Failures {

    private static final List<String> OFFICIAL_TEXTS =
            List.of("permission denied", "not allowed", "invalid session", "401", "invalid api key", "unauthorized");

    /** The official clients repeat these in vain. */
    private static final List<String> MORE_TEXTS = List.of("session limit", "insufficient credits");

    /** What local servers of the direct kind answer to a client that wants a room. */
    private static final String NO_ROOMS = "no livekit";

    private static final String MODERATION = "moderation";

    private static final Set<String> FINAL_REASONS = Set.of("insufficient_credits", "moderation_violation", "timeout");

    /** Concurrent session limit reached. */
    private static final int TRY_AGAIN_LATER = 1013;

    private static final int POLICY_VIOLATION = 1008;

    private Failures() {}

    /** Whether another attempt would fail the same way. */
    public static boolean isPermanent(Throwable failure) {
        if (!(failure instanceof DecartException known)) {
            return false;
        }
        if (known instanceof InvalidOptionException || known instanceof SessionEndedException) {
            return true;
        }
        if (known instanceof ConnectionException connection) {
            int close = connection.closeCode().orElse(0);
            return connection.code() == ErrorCode.INVALID_API_KEY
                    || close == TRY_AGAIN_LATER
                    || close == POLICY_VIOLATION;
        }
        if (known instanceof MediaException media) {
            return media.permanent();
        }
        return isModerated(known)
                || (known.code() == ErrorCode.WEBRTC_SERVER_ERROR && isPermanentText(known.getMessage()));
    }

    /** Whether {@code generation_ended} with this reason ends the session for good. */
    public static boolean endsSession(String reason) {
        return FINAL_REASONS.contains(reason);
    }

    /** Whether an official client that is refused in these words does not come again: it knows six, whatever their case. */
    public static boolean isFinalToOfficialClients(String text) {
        return containsAny(text, OFFICIAL_TEXTS);
    }

    /** Whether a server's words say that it has no rooms: it takes an offer on the control socket. */
    public static boolean wantsOffer(ServerException said) {
        return said.getMessage().toLowerCase(Locale.ROOT).contains(NO_ROOMS);
    }

    /** An initial state that breaks the rules does so at each attempt; the server says it in the words of the refusal only. */
    private static boolean isModerated(DecartException failure) {
        return failure instanceof CommandException command
                && command.reason() == CommandException.Reason.REJECTED
                && command.getMessage().toLowerCase(Locale.ROOT).contains(MODERATION);
    }

    private static boolean isPermanentText(String text) {
        return isFinalToOfficialClients(text) || containsAny(text, MORE_TEXTS);
    }

    private static boolean containsAny(String text, List<String> words) {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(lower::contains);
    }
}
