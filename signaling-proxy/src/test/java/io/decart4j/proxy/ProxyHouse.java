package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.testkit.Leftovers;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.LocalServerBuilder;
import io.decart4j.testkit.LocalSession;
import io.decart4j.testkit.RecordingLeakDetector;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A local service, a proxy before it on a WebFlux server, and what tests want of both. */
final class ProxyHouse implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    final Leftovers before = Leftovers.snapshot();
    final LocalDecartServer service;
    final SignalingProxy proxy;
    private final DisposableServer server;

    ProxyHouse() {
        this(proxy -> proxy);
    }

    ProxyHouse(UnaryOperator<SignalingProxyBuilder> options) {
        this(LocalDecartServer.builder(), options);
    }

    ProxyHouse(LocalServerBuilder local, UnaryOperator<SignalingProxyBuilder> options) {
        this(local, ProxyHouse::byKey, options);
    }

    ProxyHouse(
            LocalServerBuilder local,
            Function<ServerRequest, Mono<Caller>> authentication,
            UnaryOperator<SignalingProxyBuilder> options) {
        service = local.apiKey("dct_platform key/1")
                .tickInterval(Duration.ofMillis(100))
                .start();
        proxy = options.apply(
                        SignalingProxy.builder(service.apiKey(), authentication).realtimeBaseUrl(service.realtimeUrl()))
                .build();
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(proxy.routes())))
                .bindNow();
    }

    /** Users' keys of this house are {@code user-<name>}. */
    static Mono<Caller> byKey(ServerRequest request) {
        return Mono.justOrEmpty(request.queryParam("api_key"))
                .filter(key -> key.startsWith("user-"))
                .map(key -> Caller.named(key.substring(5)));
    }

    int port() {
        return server.port();
    }

    String url() {
        return "ws://127.0.0.1:" + port();
    }

    RawClient open(String user) {
        return RawClient.open(url() + "/v1/stream?api_key=user-" + user + "&model=lucy-2.1");
    }

    /** A client whose session the service has, behind its first messages. */
    RawClient connected(String user) {
        int before = service.sessions().size();
        RawClient client = open(user);
        client.await(text -> text.contains("session_id"));
        await(() -> service.sessions().size() > before);
        return client;
    }

    LocalSession session() {
        return Objects.requireNonNull(service.sessions().get(service.sessions().size() - 1));
    }

    /** What the service has received, without candidates. */
    List<String> heard(LocalSession session) {
        return session.log().stream().map(message -> message.text()).toList();
    }

    static void await(BooleanSupplier condition) {
        // Once is enough: what may still come is for the next one to await.
        Flux.interval(Duration.ZERO, Duration.ofMillis(5), Schedulers.boundedElastic())
                .onBackpressureDrop()
                .takeUntil(tick -> condition.getAsBoolean())
                .blockLast(PATIENCE);
    }

    @Override
    public void close() {
        proxy.disposeLater().block(PATIENCE);
        server.disposeNow();
        service.close();
        before.assertNone();
        assertThat(proxy.counters().open()).isZero();
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }
}
