package io.decart4j.studio;

import io.decart4j.testkit.Faults;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.LocalSession;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What the page needs beside sessions: what it can offer, the official SDK, and faults of the local server. */
@Configuration(proxyBeanMethods = false)
class PageRoutes {

    private static final Map<String, Consumer<Faults>> FAULTS = Map.of(
            "drop-socket", Faults::drop,
            "kill-media", Faults::closePeer,
            "exhaust-credits", Faults::exhaustCredits);

    private final StudioProperties properties;
    private final @Nullable LocalDecartServer local;

    PageRoutes(StudioProperties properties, ObjectProvider<LocalDecartServer> local) {
        this.properties = properties;
        this.local = local.getIfAvailable();
    }

    @Bean
    RouterFunction<ServerResponse> pageParts() {
        RouterFunctions.Builder routes = RouterFunctions.route()
                .GET("/api/studio", request -> ServerResponse.ok().bodyValue(offer()))
                .POST("/api/faults/{session}/{fault}", this::inject);
        if (properties.sdk() != null && properties.hasSdk()) {
            FileSystemResource sdk = new FileSystemResource(properties.sdk());
            routes.GET(
                    "/sdk.js",
                    request -> ServerResponse.ok()
                            .contentType(MediaType.valueOf("text/javascript"))
                            .bodyValue(sdk));
        }
        return routes.build();
    }

    private Map<String, Object> offer() {
        return Map.of("local", local != null, "missing", properties.missingInTheBrowser());
    }

    /** A fault of one of the service's sessions, by the id that the service gave it; only the local server has faults. */
    private Mono<ServerResponse> inject(ServerRequest request) {
        Consumer<Faults> fault = FAULTS.get(request.pathVariable("fault"));
        if (fault == null || local == null) {
            return ServerResponse.notFound().build();
        }
        return local.sessions().stream()
                .filter(session -> session.id().equals(request.pathVariable("session")))
                .findFirst()
                .map(LocalSession::faults)
                .map(faults -> {
                    fault.accept(faults);
                    return ServerResponse.noContent().build();
                })
                .orElseGet(() -> ServerResponse.notFound().build());
    }
}
