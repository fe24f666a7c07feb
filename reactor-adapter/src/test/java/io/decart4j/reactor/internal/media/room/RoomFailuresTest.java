package io.decart4j.reactor.internal.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.DecartException;
import io.decart4j.error.ErrorCode;
import io.decart4j.error.Failures;
import io.decart4j.livekit.DisconnectReason;
import io.decart4j.livekit.LiveKitException;
import io.decart4j.livekit.RoomEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ends of a room are worth another one. */
class RoomFailuresTest {

    @ParameterizedTest
    @EnumSource(DisconnectReason.class)
    void onlyWhoIsNotWantedStaysAway(DisconnectReason reason) {
        DecartException error =
                RoomFailures.ended(new RoomEvent.Disconnected(reason, new LiveKitException.Ended(reason)));

        boolean unwanted =
                reason == DisconnectReason.PARTICIPANT_REMOVED || reason == DisconnectReason.DUPLICATE_IDENTITY;
        assertThat(Failures.isPermanent(error)).isEqualTo(unwanted);
        assertThat(error).hasMessageContaining(reason.name());
    }

    @ParameterizedTest
    @CsvSource({"400, true", "401, true", "403, true", "404, false", "429, false", "500, false", "503, false"})
    void anHttpAnswerIsPermanentWhenItIsAboutThisClient(int status, boolean permanent) {
        LiveKitException refused = refused(status);

        assertThat(Failures.isPermanent(RoomFailures.typed(refused))).isEqualTo(permanent);
        assertThat(RoomFailures.typed(refused))
                .hasMessageContaining("LiveKit: ")
                .hasCause(refused);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 503})
    void whoWasInTheRoomMayAskForAnotherWhateverTheAnswerIs(int status) {
        LiveKitException refused = refused(status);
        DecartException error = RoomFailures.ended(new RoomEvent.Disconnected(DisconnectReason.SIGNAL_CLOSE, refused));

        assertThat(Failures.isPermanent(error)).isFalse();
        assertThat(error).hasMessageContaining(String.valueOf(status)).hasCause(refused);
    }

    @Test
    void aLostPathIsTriedAgainAndARefusedTrackIsNot() {
        assertThat(RoomFailures.typed(new LiveKitException.MediaFailed("no path", null))
                        .code())
                .isEqualTo(ErrorCode.WEBRTC_ICE_ERROR);
        assertThat(Failures.isPermanent(RoomFailures.typed(new LiveKitException.MediaFailed("no path", null))))
                .isFalse();
        assertThat(Failures.isPermanent(RoomFailures.typed(new LiveKitException.Unreachable("nobody there", null))))
                .isFalse();
        assertThat(Failures.isPermanent(RoomFailures.typed(new LiveKitException.PublishRefused("NOT_ALLOWED", ""))))
                .isTrue();
        assertThat(Failures.isPermanent(RoomFailures.typed(new IllegalArgumentException("url takes ws://host"))))
                .isFalse();
        assertThat(RoomFailures.ended(new RoomEvent.Disconnected(DisconnectReason.CLIENT_INITIATED, null)))
                .hasMessage("The room connection was closed");
    }

    private static LiveKitException refused(int status) {
        return switch (status) {
            case 401, 403 -> new LiveKitException.NotAllowed(status, "no");
            case 404 -> new LiveKitException.RoomNotFound("no");
            default -> new LiveKitException.Refused(status, "no");
        };
    }
}
