package io.decart4j.livekit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * A configuration with which nothing but the loopback interface is used.
 *
 * @param tcp port of signal connections and the room service
 * @param udp port of all media
 */
record ServerConfig(int tcp, int udp, String key, String secret) {

    static ServerConfig onFreePorts(String key, String secret) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
                DatagramSocket udp = new DatagramSocket(0, loopback)) {
            return new ServerConfig(tcp.getLocalPort(), udp.getLocalPort(), key, secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Each line keeps something inside: the TCP media port would have no bind address, the UDP port is bound per accepted
     * address, a server without that port must not ask for media over it when a connection has failed, whoever comes by a
     * {@link ServerPath} is unannounced and would wait for a second, and without STUN servers of its own the server would
     * name public ones to its clients. Rooms are made for those whose token says so, and not for whoever may join.
     */
    String yaml() {
        return """
                port: %d
                bind_addresses: ["127.0.0.1"]
                rtc:
                  udp_port: %d
                  tcp_port: 0
                  allow_tcp_fallback: false
                  prflx_acceptance_min_wait: 1ms
                  use_external_ip: false
                  node_ip: 127.0.0.1
                  enable_loopback_candidate: true
                  ips:
                    includes: ["127.0.0.0/8"]
                  stun_servers: ["127.0.0.1:3478"]
                room:
                  auto_create: false
                keys:
                  %s: %s
                logging:
                  level: info
                """.formatted(tcp, udp, key, secret);
    }
}
