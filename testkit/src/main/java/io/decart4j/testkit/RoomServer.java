package io.decart4j.testkit;

import io.decart4j.livekit.server.LiveKitAccess;
import java.net.URI;

/**
 * The LiveKit server of a local server's rooms.
 *
 * @param access for the local server itself
 * @param url what clients are told
 */
record RoomServer(LiveKitAccess access, URI url) {}
