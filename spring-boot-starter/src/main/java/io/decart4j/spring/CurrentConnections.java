package io.decart4j.spring;

import io.netty.resolver.AddressResolverGroup;
import java.net.SocketAddress;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.TransportConfig;

/** The pool of connections that the application has now, as {@link CurrentLoops} are its event loops. */
record CurrentConnections(ReactorResourceFactory resources) implements ConnectionProvider {

    @Override
    public Mono<? extends Connection> acquire(
            TransportConfig config,
            ConnectionObserver observer,
            @Nullable Supplier<? extends SocketAddress> remote,
            @Nullable AddressResolverGroup<?> resolver) {
        return now().acquire(config, observer, remote, resolver);
    }

    @Override
    public void disposeWhen(SocketAddress address) {
        now().disposeWhen(address);
    }

    @Override
    public int maxConnections() {
        return now().maxConnections();
    }

    @Override
    public @Nullable Map<SocketAddress, Integer> maxConnectionsPerHost() {
        return now().maxConnectionsPerHost();
    }

    @Override
    public ConnectionProvider.@Nullable Builder mutate() {
        return now().mutate();
    }

    @Override
    public @Nullable String name() {
        return now().name();
    }

    private ConnectionProvider now() {
        return resources.getConnectionProvider();
    }
}
