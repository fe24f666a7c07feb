package io.decart4j.studio;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** What the page may load: nothing from anywhere else. Beside this server it may only speak to where its rooms are. */
@Component
final class PagePolicy implements WebFilter {

    private static final String POLICY = "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
            + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; connect-src 'self'";

    private final String policy;

    PagePolicy(StudioProperties properties) {
        policy = String.join(" ", POLICY, String.join(" ", properties.mediaHosts()));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        return chain.filter(exchange);
    }
}
