package io.decart4j.benchmarks.rooms;

import io.decart4j.livekit.server.LiveKitServerProcess;
import io.decart4j.livekit.server.ServerPath;
import io.decart4j.reactor.DecartClient;
import io.decart4j.testkit.LocalDecartServer;

/**
 * A client, the local server and a real livekit-server, all on the loopback interface.
 *
 * @param path lies between the two and the livekit-server
 */
record RoomStage(LiveKitServerProcess livekit, ServerPath path, LocalDecartServer server, DecartClient client)
        implements AutoCloseable {

    /** @throws IllegalStateException where no livekit-server can be had */
    static RoomStage open() {
        LiveKitServerProcess livekit = LiveKitServerProcess.startOrFail();
        ServerPath path = ServerPath.to(livekit);
        LocalDecartServer server =
                LocalDecartServer.builder().livekit(path.access()).start();
        DecartClient client = DecartClient.builder()
                .apiKey(server.apiKey())
                .baseUrl(server.httpUrl())
                .realtimeBaseUrl(server.realtimeUrl())
                .build();
        return new RoomStage(livekit, path, server, client);
    }

    @Override
    public void close() {
        client.close();
        server.close();
        path.close();
        livekit.close();
    }
}
