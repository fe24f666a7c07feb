package io.decart4j.benchmarks.clients;

import io.decart4j.livekit.server.TcpPath;
import io.decart4j.testkit.LocalDecartServer;

/** Where a client finds the service, and what it is let in with. */
record Address(String http, String realtime, String key) {

    static Address of(LocalDecartServer server) {
        return new Address(server.httpUrl(), server.realtimeUrl(), server.apiKey());
    }

    /** The same server at the end of a way to its port. */
    static Address through(TcpPath path, LocalDecartServer server) {
        return new Address("http://127.0.0.1:" + path.port(), "ws://127.0.0.1:" + path.port(), server.apiKey());
    }

    @Override
    public String toString() {
        return "Address[" + http + ", " + realtime + "]";
    }
}
