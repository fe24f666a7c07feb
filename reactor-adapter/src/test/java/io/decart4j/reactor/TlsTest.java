package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.DecartException;
import io.decart4j.error.MediaException;
import io.decart4j.error.TokenCreateException;
import io.decart4j.livekit.LiveKitException;
import io.decart4j.livekit.LiveKitRoom;
import io.decart4j.livekit.RejoinPolicy;
import io.decart4j.livekit.RoomOptions;
import io.decart4j.message.ServerMessage;
import io.decart4j.reactor.internal.media.SessionMedia;
import io.decart4j.reactor.internal.media.room.LiveKitMedia;
import io.decart4j.webrtc.PeerOptions;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/** To whom the key is told: to a server that proves who it is, and to no other. */
class TlsTest {

    private static final String KEY = "dct_s3cret";
    private static final X509Bundle AUTHORITY = made(() -> new CertificateBuilder()
            .subject("CN=authority")
            .setIsCertificateAuthority(true)
            .buildSelfSigned());

    /** What may be wrong with a certificate. */
    @SuppressWarnings("ImmutableEnumChecker") // a certificate is not annotated
    enum Flaw {
        NONE(true, "127.0.0.1", 1),
        NOT_TRUSTED(false, "127.0.0.1", 1),
        OTHER_NAME(true, "127.0.0.2", 1),
        EXPIRED(true, "127.0.0.1", -1);

        final boolean trusted;
        final X509Bundle certificate;

        Flaw(boolean trusted, String name, int days) {
            this.trusted = trusted;
            this.certificate = made(() -> new CertificateBuilder()
                    .subject("CN=server")
                    .addSanIpAddress(name)
                    .notBefore(Instant.now().minus(2, ChronoUnit.DAYS))
                    .notAfter(Instant.now().plus(days, ChronoUnit.DAYS))
                    .buildIssuedBy(AUTHORITY));
        }
    }

    private final LogLines log = new LogLines();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    @AfterEach
    void nobodyHasLoggedTheKey() {
        log.close();
        assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("s3cret"));
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void aSessionBeginsOnlyWithWhoProvesToBeTheServer(Flaw flaw) {
        try (Server server = new Server(flaw);
                DecartClient client = client(server, flaw, "wss")) {
            DecartException failure =
                    failure(client.realtime().connect(HostileServer.options().build()));
            assertThat(failure).isInstanceOfSatisfying(ConnectionException.class, e -> {
                assertThat(e.httpStatus().isPresent()).isEqualTo(flaw == Flaw.NONE);
                assertThat(e.getMessage()).contains(flaw == Flaw.NONE ? "401" : "WebSocket connection failed");
            });
            assertThat(asked.stream().anyMatch(uri -> uri.contains(KEY))).isEqualTo(flaw == Flaw.NONE);
            assertThat(asked).hasSize(flaw == Flaw.NONE ? 1 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void aTokenIsOnlyAskedOfWhoProvesToBeTheServer(Flaw flaw) {
        try (Server server = new Server(flaw);
                DecartClient client = client(server, flaw, "wss")) {
            assertThat(failure(client.tokens().create())).isInstanceOf(TokenCreateException.class);
            assertThat(asked).hasSize(flaw == Flaw.NONE ? 1 : 0);
        }
    }

    @Test
    void withoutTlsToAPortThatWantsItNothingIsUnderstood() {
        try (Server server = new Server(Flaw.NONE);
                DecartClient client = client(server, Flaw.NONE, "ws")) {
            assertThat(failure(client.realtime().connect(HostileServer.options().build())))
                    .isInstanceOf(ConnectionException.class);
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void aRoomsServerHasToProveItToo() {
        try (Server server = new Server(Flaw.NOT_TRUSTED);
                DecartClient client = client(server, Flaw.NOT_TRUSTED, "wss")) {
            RoomOptions options = RoomOptions.builder(URI.create("wss://127.0.0.1:" + server.port()), "s3cret.token")
                    .rejoin(RejoinPolicy.NEVER)
                    .build();
            Throwable failure = caught(LiveKitRoom.connect(client.runtime(), options));
            assertThat(failure).isInstanceOf(LiveKitException.class);
            assertThat(asked).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "http"})
    void aRoomThatIsNamedOverTlsIsNotEnteredWithout(String scheme) {
        try (Server server = new Server(Flaw.NONE);
                DecartClient client = client(server, Flaw.NONE, "wss")) {
            ServerMessage.LivekitRoomInfo room = new ServerMessage.LivekitRoomInfo(
                    scheme + "://127.0.0.1:" + server.port(), "s3cret.token", "room", "session");
            LiveKitMedia media = new LiveKitMedia(
                    client.runtime(),
                    new PeerOptions(List.of(), false),
                    SessionMedia.received(),
                    1,
                    1,
                    true,
                    options -> options);
            assertThat(failure(Mono.fromSupplier(() -> media.enter(room))))
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining("without TLS");
            assertThat(asked).isEmpty();
        }
    }

    /** A client with trust of its own, where the certificate is to be trusted; the check of the name is not its affair. */
    private static DecartClient client(Server server, Flaw flaw, String scheme) {
        HttpClient http = HttpClient.newConnection();
        SslContext trust = made(() -> SslContextBuilder.forClient()
                .trustManager(AUTHORITY.toTrustManagerFactory())
                .build());
        return DecartClient.builder()
                .apiKey(KEY)
                .baseUrl("https://127.0.0.1:" + server.port())
                .realtimeBaseUrl(scheme + "://127.0.0.1:" + server.port())
                .httpClient(flaw.trusted ? http.secure(spec -> spec.sslContext(trust)) : http)
                .build();
    }

    private static DecartException failure(Mono<?> fails) {
        Throwable failure = caught(fails);
        assertThat(failure).isInstanceOf(DecartException.class);
        return (DecartException) failure;
    }

    private static Throwable caught(Mono<?> fails) {
        Throwable failure = fails.<Throwable>map(value -> new AssertionError("it has not failed"))
                .onErrorResume(Mono::just)
                .blockOptional(Studio.PATIENCE)
                .orElseThrow();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(String.valueOf(each)).doesNotContain("s3cret");
        }
        return failure;
    }

    /** Answers 401 to whatever reaches it through TLS. */
    private final class Server implements AutoCloseable {

        private final DisposableServer server;

        Server(Flaw flaw) {
            SslContext tls = made(() -> SslContextBuilder.forServer(flaw.certificate.toKeyManagerFactory())
                    .build());
            server = HttpServer.create()
                    .host("127.0.0.1")
                    .port(0)
                    .secure(spec -> spec.sslContext(tls))
                    .handle((request, response) -> {
                        asked.add(request.uri());
                        return response.status(401).send();
                    })
                    .bindNow();
        }

        int port() {
            return server.port();
        }

        @Override
        public void close() {
            server.disposeNow();
        }
    }

    private interface Making<T> {
        T make() throws Exception;
    }

    private static <T> T made(Making<T> making) {
        try {
            return making.make();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
