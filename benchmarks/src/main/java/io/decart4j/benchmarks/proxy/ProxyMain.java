package io.decart4j.benchmarks.proxy;

import io.decart4j.proxy.Caller;
import io.decart4j.proxy.SignalingProxy;
import io.netty.util.internal.PlatformDependent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The proxy in a process of its own: prints its port, then its memory for each line that it reads. */
public final class ProxyMain {

    private ProxyMain() {}

    /**
     * Runs until the standard input ends.
     *
     * @param args the address of the service
     */
    public static void main(String[] args) throws IOException {
        SignalingProxy proxy = SignalingProxy.builder(
                        "dct_benchmark",
                        request ->
                                Mono.justOrEmpty(request.queryParam("api_key")).map(Caller::named))
                .realtimeBaseUrl(args[0])
                .build();
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(proxy.routes())))
                .bindNow();
        System.out.println(server.port());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            System.out.println(proxy.counters().open() + " " + heap() + " " + PlatformDependent.usedDirectMemory());
        }
        proxy.disposeLater().block();
        server.disposeNow();
    }

    /** Twice, because what the first collection finds may only be freed by the second. */
    private static long heap() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
