package io.decart4j.reactor;

import io.decart4j.livekit.RoomOptions;
import io.decart4j.websocket.ConnectionGate;
import reactor.netty.http.client.HttpClient;

/**
 * What all connections of a client share on the way out.
 *
 * @param http for single requests
 * @param sockets for control sockets, and for those of rooms
 * @param gate that every opening of a session passes
 */
record Network(HttpClient http, HttpClient sockets, ConnectionGate gate) {

    /** The same way for a room. */
    RoomOptions.Builder onto(RoomOptions.Builder room) {
        return room.httpClient(sockets).gate(gate);
    }
}
