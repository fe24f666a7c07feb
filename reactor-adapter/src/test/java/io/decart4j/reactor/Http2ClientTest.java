package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.LiveKitRoom;
import io.decart4j.livekit.RejoinPolicy;
import io.decart4j.livekit.RoomOptions;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.SslProvider;

/** A caller's HTTP client that may speak HTTP/2, to a server that would take sockets over it: they go over HTTP/1.1, key and all. */
class Http2ClientTest {

    private static final String KEY = "dct_s3cret";

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private X509Bundle authority;
    private DisposableServer server;

    @BeforeEach
    void start() throws Exception {
        authority = new CertificateBuilder()
                .subject("CN=authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        X509Bundle certificate = new CertificateBuilder()
                .subject("CN=server")
                .addSanIpAddress("127.0.0.1")
                .buildIssuedBy(authority);
        SslContext tls = SslContextBuilder.forServer(certificate.toKeyManagerFactory())
                .applicationProtocolConfig(both())
                .build();
        server = server(HttpServer.create().secure(spec -> spec.sslContext(tls)), HttpProtocol.H2, HttpProtocol.HTTP11);
    }

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    private DisposableServer server(HttpServer from, HttpProtocol... protocols) {
        return from.host("127.0.0.1")
                .port(0)
                .protocol(protocols)
                .http2Settings(settings -> settings.connectProtocolEnabled(true))
                .handle((request, response) -> {
                    asked.add(request.version() + " " + request.method() + " " + request.uri() + " "
                            + request.requestHeaders().get("authorization") + " "
                            + request.requestHeaders().get("x-api-key"));
                    return response.status(401).send();
                })
                .bindNow();
    }

    private static ApplicationProtocolConfig both() {
        return new ApplicationProtocolConfig(
                ApplicationProtocolConfig.Protocol.ALPN,
                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                "h2",
                "http/1.1");
    }

    @SuppressWarnings("deprecation") // the only one that takes HTTP/2
    private HttpClient http2() throws Exception {
        Http2SslContextSpec tls = Http2SslContextSpec.forClient();
        var trust = authority.toTrustManagerFactory();
        tls.configure(builder -> builder.trustManager(trust));
        return HttpClient.newConnection()
                .protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
                .secure(spec -> spec.sslContext((SslProvider.GenericSslContextSpec<?>) tls));
    }

    private DecartClient client(HttpClient http, String scheme) {
        return DecartClient.builder()
                .apiKey(KEY)
                .baseUrl("http" + scheme + "://127.0.0.1:" + server.port())
                .realtimeBaseUrl("ws" + scheme + "://127.0.0.1:" + server.port())
                .httpClient(http)
                .build();
    }

    private static void connect(DecartClient client) {
        client.realtime()
                .connect(HostileServer.options().build())
                .onErrorComplete()
                .block(Studio.PATIENCE);
    }

    @Test
    void aControlSocketHasItsKeyOnHttp11() throws Exception {
        try (DecartClient client = client(http2(), "s")) {
            connect(client);
        }
        assertThat(asked).singleElement().asString().startsWith("HTTP/1.1 GET ").contains("api_key=" + KEY);
    }

    @Test
    void withATlsContextOfTheCallersOwnToo() throws Exception {
        SslContext tls = SslContextBuilder.forClient()
                .trustManager(authority.toTrustManagerFactory())
                .applicationProtocolConfig(both())
                .build();
        HttpClient http = HttpClient.newConnection()
                .protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
                .secure(spec -> spec.sslContext(tls));
        try (DecartClient client = client(http, "s")) {
            connect(client);
        }
        assertThat(asked).singleElement().asString().startsWith("HTTP/1.1 GET ").contains("api_key=" + KEY);
    }

    @Test
    void aRoomsSocketHasItsTokenOnHttp11AndSoHasTheQuestionWhy() throws Exception {
        try (DecartClient client = client(http2(), "s")) {
            LiveKitRoom.connect(
                            client.runtime(),
                            RoomOptions.builder(URI.create("wss://127.0.0.1:" + server.port()), "room.token")
                                    .httpClient(http2())
                                    .rejoin(RejoinPolicy.NEVER)
                                    .build())
                    .then()
                    .onErrorResume(e -> Mono.empty())
                    .block(Studio.PATIENCE);
        }
        assertThat(asked)
                .hasSize(2)
                .allMatch(line -> line.startsWith("HTTP/1.1 GET /rtc") && line.contains("Bearer room.token"));
    }

    @Test
    void withoutTlsNothingIsUpgradedToHttp2First() {
        server.disposeNow();
        server = server(HttpServer.create(), HttpProtocol.H2C, HttpProtocol.HTTP11);
        HttpClient http = HttpClient.newConnection().protocol(HttpProtocol.H2C, HttpProtocol.HTTP11);
        try (DecartClient client = client(http, "")) {
            connect(client);
        }
        assertThat(asked).singleElement().asString().startsWith("HTTP/1.1 GET ").contains("api_key=" + KEY);
    }

    @Test
    void aRequestForATokenMaySpeakHttp2() throws Exception {
        try (DecartClient client = client(http2(), "s")) {
            client.tokens().create().onErrorComplete().block(Studio.PATIENCE);
        }
        assertThat(asked)
                .singleElement()
                .asString()
                .startsWith("HTTP/2.0 POST ")
                .endsWith(KEY);
    }
}
