package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.testkit.LocalSession;
import io.decart4j.testkit.ReceivedMessage;
import io.decart4j.webrtc.IceServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class RelayOnlyTest {

    @Test
    void theTurnServerIsAskedAndNoHostCandidateIsGivenAway() throws IOException {
        try (Studio studio = new Studio();
                DatagramSocket turn = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DecartClient hidden = DecartClient.builder()
                        .apiKey(studio.server.apiKey())
                        .realtimeBaseUrl(studio.server.realtimeUrl())
                        .iceServers(List.of(new IceServer(
                                List.of("turn:127.0.0.1:" + turn.getLocalPort() + "?transport=udp"), "user", "secret")))
                        .relayOnly(true)
                        .build()) {
            Sinks.One<LocalSession> opened = Sinks.one();
            studio.server.newSessions().take(1).subscribe(opened::tryEmitValue);
            Disposable connecting =
                    hidden.realtime().connect(studio.options().build()).subscribe(session -> {}, e -> {});
            turn.setSoTimeout((int) Studio.PATIENCE.toMillis());
            turn.receive(new DatagramPacket(new byte[1500], 1500));
            ReceivedMessage offer = opened.asMono()
                    .flatMapMany(LocalSession::received)
                    .filter(message -> message.type().equals("offer"))
                    .next()
                    .switchIfEmpty(Mono.error(AssertionError::new))
                    .blockOptional(Studio.PATIENCE)
                    .orElseThrow();
            assertThat(offer.text()).doesNotContain("typ host");
            assertThat(studio.server.sessions().get(0).log())
                    .noneMatch(message -> message.text().contains("typ host"));
            connecting.dispose();
            studio.assertNothingOpen();
        }
    }
}
