package io.decart4j.studio;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Stands where an application has its log-in: whoever loads the page gets a signed cookie, and everything else takes one. A
 * page of another site has none, so it can neither open sessions nor have tokens.
 */
@Component
final class Visitors implements WebFilter {

    private static final String COOKIE = "studio";
    private static final String ALGORITHM = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec secret = new SecretKeySpec(random(32), ALGORITHM);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().value();
        boolean known = isGenuine(exchange.getRequest().getCookies().getFirst(COOKIE));
        if (path.startsWith("/api/") && !known) {
            exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
            return exchange.getResponse().setComplete();
        }
        if (path.equals("/") && !known) {
            String name = HexFormat.of().formatHex(random(12));
            exchange.getResponse()
                    .addCookie(ResponseCookie.from(COOKIE, name + "." + sign(name))
                            .httpOnly(true)
                            .sameSite("Strict")
                            .path("/")
                            .build());
        }
        return chain.filter(exchange);
    }

    /** Whose request it is; empty for one without a genuine cookie. */
    Mono<String> name(ServerRequest request) {
        return Mono.justOrEmpty(request.cookies().getFirst(COOKIE))
                .filter(this::isGenuine)
                .map(cookie -> cookie.getValue().substring(0, cookie.getValue().indexOf('.')));
    }

    private boolean isGenuine(@Nullable HttpCookie cookie) {
        if (cookie == null || cookie.getValue().indexOf('.') < 1) {
            return false;
        }
        String value = cookie.getValue();
        int dot = value.indexOf('.');
        return MessageDigest.isEqual(
                sign(value.substring(0, dot)).getBytes(StandardCharsets.US_ASCII),
                value.substring(dot + 1).getBytes(StandardCharsets.US_ASCII));
    }

    private String sign(String name) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
