package io.decart4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.CommandException;
import io.decart4j.error.ConnectionException;
import io.decart4j.error.DecartException;
import io.decart4j.error.ErrorCode;
import io.decart4j.error.Failures;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.error.MediaException;
import io.decart4j.error.PhaseTimeoutException;
import io.decart4j.error.ServerException;
import io.decart4j.error.SessionEndedException;
import io.decart4j.error.SignalingException;
import io.decart4j.error.TokenCreateException;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is worth another attempt, and what errors are called (docs/protocol.md, C54, C58 and C61). */
class RetryConformanceTest {

    static Stream<Throwable> permanent() {
        return Stream.of(
                new InvalidOptionException(ErrorCode.INVALID_INPUT, "prompt", "…"),
                new SessionEndedException("insufficient_credits"),
                ConnectionException.refused(401),
                ConnectionException.refused(403),
                ConnectionException.closed(1013, "Session Limit Reached"),
                ConnectionException.closed(1008, ""),
                MediaException.unavailable("no native library", cause()),
                new ServerException("Invalid API key"),
                new ServerException("Origin not allowed"),
                new ServerException("PERMISSION DENIED for model"),
                new ServerException("invalid session"),
                new ServerException("HTTP 401"),
                new ServerException("Unauthorized"),
                new ServerException("Concurrent session limit reached."),
                new ServerException("Insufficient credits"),
                CommandException.rejected("prompt", "not allowed"),
                CommandException.rejected("initial state", "Prompt rejected by moderation"));
    }

    static Stream<Throwable> transientOnes() {
        return Stream.of(
                new RuntimeException("401 unauthorized"),
                ConnectionException.refused(500),
                ConnectionException.refused(503),
                ConnectionException.closed(1006, ""),
                ConnectionException.closed(1011, "not allowed"),
                ConnectionException.failed("WebSocket error", cause()),
                new PhaseTimeoutException("websocket", Duration.ofSeconds(30)),
                MediaException.lost("ICE connection failed"),
                MediaException.negotiation("401", cause()),
                new SignalingException("401", null),
                new TokenCreateException(500, "unauthorized", null),
                new ServerException("Server at capacity. Please try again later."),
                CommandException.rejected("initial state", "the model is loading"),
                new ServerException("moderation is not available"),
                CommandException.timedOut("prompt", Duration.ofSeconds(15)),
                CommandException.connectionLost("prompt", cause()));
    }

    @ParameterizedTest
    @MethodSource("permanent")
    void C54_whatIsPermanentIsNotTriedAgain(Throwable failure) {
        assertThat(Failures.isPermanent(failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("transientOnes")
    void C54_whatIsNotIsTriedAgain(Throwable failure) {
        assertThat(Failures.isPermanent(failure)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"insufficient_credits", "moderation_violation", "timeout"})
    void C58_theseReasonsEndTheSession(String reason) {
        assertThat(Failures.endsSession(reason)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"disconnect", "error", "", "something new"})
    void C58_otherReasonsDoNot(String reason) {
        assertThat(Failures.endsSession(reason)).isFalse();
    }

    @Test
    void C61_errorsHaveTheOfficialWordsAndCodes() {
        assertThat(CommandException.notConnected("reconnecting"))
                .hasMessage("Cannot send message: connection is reconnecting");
        assertThat(CommandException.rejected("prompt", null)).hasMessage("Failed to send prompt");
        assertThat(ConnectionException.closed(1013, "Session Limit Reached"))
                .hasMessage("WebSocket closed: 1013 Session Limit Reached");
        assertThat(new PhaseTimeoutException("connection", Duration.ofMinutes(5)))
                .hasMessage("connection timed out after 300000ms")
                .returns(ErrorCode.WEBRTC_TIMEOUT_ERROR, PhaseTimeoutException::code);
        assertThat(ConnectionException.refused(401).code()).isEqualTo(ErrorCode.INVALID_API_KEY);
    }

    static Stream<Arguments> classified() {
        return Stream.of(
                Arguments.of(new ServerException("WebSocket 401 timeout"), ErrorCode.WEBRTC_SERVER_ERROR),
                Arguments.of(ConnectionException.closed(1006, ""), ErrorCode.WEBRTC_WEBSOCKET_ERROR),
                Arguments.of(
                        ConnectionException.failed("WebSocket timeout", cause()), ErrorCode.WEBRTC_WEBSOCKET_ERROR),
                Arguments.of(MediaException.lost("ICE connection failed"), ErrorCode.WEBRTC_ICE_ERROR),
                Arguments.of(
                        new PhaseTimeoutException("connection", Duration.ofMillis(1)), ErrorCode.WEBRTC_TIMEOUT_ERROR),
                Arguments.of(CommandException.timedOut("prompt", Duration.ofMillis(1)), ErrorCode.WEBRTC_TIMEOUT_ERROR),
                Arguments.of(new SignalingException("anything", cause()), ErrorCode.WEBRTC_SIGNALING_ERROR),
                Arguments.of(MediaException.negotiation("bad SDP", cause()), ErrorCode.WEBRTC_SIGNALING_ERROR));
    }

    @ParameterizedTest
    @MethodSource("classified")
    void C61_codesFollowTheOriginAndNotTheText(DecartException error, ErrorCode code) {
        assertThat(error.code()).isEqualTo(code);
    }

    @Test
    void C61_theServersWordsStay() {
        assertThat(new ServerException("Concurrent session limit reached."))
                .hasMessage("Concurrent session limit reached.");
    }

    /** Its text must not decide anything. */
    private static Throwable cause() {
        return new IOException("401 unauthorized");
    }
}
