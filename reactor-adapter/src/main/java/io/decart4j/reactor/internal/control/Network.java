package io.decart4j.reactor.internal.control;

import io.decart4j.websocket.ConnectionGate;
import reactor.netty.http.client.HttpClient;

/**
 * What all connections of a client share on the way out.
 *
 * @param http for single requests
 * @param sockets for control sockets, and for those of rooms
 * @param gate that every opening of a session passes
 */
public record Network(HttpClient http, HttpClient sockets, ConnectionGate gate) {}
