package io.decart4j.tokens;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A platform on this machine: a key set that is counted, and tokens. */
final class Platform implements AutoCloseable {

    final Signer signer = new Signer("key-1");
    final AtomicInteger requests = new AtomicInteger();
    volatile Mono<String> answer = Mono.empty();
    volatile int status = 200;
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.get("/api/auth/jwks", (request, response) -> {
                requests.incrementAndGet();
                return response.status(status).sendString(Mono.defer(() -> answer));
            }))
            .bindNow();

    Platform() {
        serve(signer);
    }

    void serve(Signer... signers) {
        answer = Mono.just(Stream.of(signers).map(Signer::jwk).collect(Collectors.joining(",", "{\"keys\":[", "]}")));
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    ClientTokenVerifier verifier() {
        return ClientTokenVerifier.builder().platformUrl(url()).build();
    }

    /** A token of the shape that the platform's have; of the given claims some stand instead of the usual ones, null for none. */
    String claims(String... others) {
        long now = Instant.now().getEpochSecond();
        StringBuilder claims = new StringBuilder("{\"sub\":\"user_1\"");
        add(claims, "iss", "\"" + url() + "\"", others);
        add(claims, "aud", "\"" + url() + "\"", others);
        add(claims, "exp", String.valueOf(now + 60), others);
        List<String> usual = List.of("iss", "aud", "exp");
        for (int i = 0; i < others.length; i += 2) {
            if (!usual.contains(others[i])) {
                claims.append(",\"").append(others[i]).append("\":").append(others[i + 1]);
            }
        }
        return claims.append('}').toString();
    }

    String token(String... others) {
        return signer.sign(claims(others));
    }

    private static void add(StringBuilder claims, String name, String usual, String... others) {
        String value = usual;
        for (int i = 0; i < others.length; i += 2) {
            value = others[i].equals(name) ? others[i + 1] : value;
        }
        if (!value.isEmpty()) {
            claims.append(",\"").append(name).append("\":").append(value);
        }
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
