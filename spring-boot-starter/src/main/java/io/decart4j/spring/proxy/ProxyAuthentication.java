package io.decart4j.spring.proxy;

import io.decart4j.proxy.Caller;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Says who a client of the proxy is. A bean of this type is what turns the proxy on. */
@FunctionalInterface
public interface ProxyAuthentication {

    /**
     * The caller of a request; empty when it is not known. A {@code ResponseStatusException} of 4xx refuses, with its reason as the
     * client's text; any other error is told as a failure after which the client may come again.
     */
    Mono<Caller> authenticate(ServerRequest request);
}
