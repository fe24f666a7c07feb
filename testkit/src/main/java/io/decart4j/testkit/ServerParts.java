package io.decart4j.testkit;

import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;

/** What all sessions of a server share. */
record ServerParts(
        WebRtcRuntime runtime,
        Script script,
        ConnectionScript connections,
        Elision elision,
        boolean dropBeforeInitialState,
        boolean answerUnknownMessages,
        Duration tickInterval,
        Duration secondOfSessions) {}
