package io.decart4j.testkit;

import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What all sessions of a server share. */
record ServerParts(
        WebRtcRuntime runtime,
        LastingFaults script,
        PlannedFaults connections,
        UploadedFiles files,
        @Nullable RoomServer livekit,
        @Nullable ImpairedRelay relay,
        LogRedaction elision,
        boolean dropBeforeInitialState,
        boolean answerUnknownMessages,
        Duration tickInterval,
        Duration secondOfSessions,
        Duration patience) {}
