package io.decart4j.address;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.net.UrlHost;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The two base URLs of a client. Keys travel to them, so they are encrypted unless the host is this machine. */
public final class BaseUrls {

    /** The realtime server. */
    public static final URI DEFAULT_REALTIME = URI.create("wss://api.decart.ai");

    /** The HTTP server. */
    public static final URI DEFAULT_HTTP = URI.create("https://api.decart.ai");

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

    private BaseUrls() {}

    /**
     * The base of the control WebSocket, without a slash at its end.
     *
     * @param text a {@code wss:} URL; {@code ws:} only for a loopback host; null for {@link #DEFAULT_REALTIME}
     * @param allowInsecure whether {@code ws:} may go to any host
     * @throws InvalidOptionException {@code INVALID_BASE_URL} for the option {@code realtimeBaseUrl}
     */
    public static URI realtime(@Nullable String text, boolean allowInsecure) {
        return text == null ? DEFAULT_REALTIME : parse("realtimeBaseUrl", text, "wss", "ws", allowInsecure);
    }

    /**
     * The base of the HTTP API, without a slash at its end.
     *
     * @param text an {@code https:} URL; {@code http:} only for a loopback host; null for {@link #DEFAULT_HTTP}
     * @param allowInsecure whether {@code http:} may go to any host
     * @throws InvalidOptionException {@code INVALID_BASE_URL} for the option {@code baseUrl}
     */
    public static URI http(@Nullable String text, boolean allowInsecure) {
        return text == null ? DEFAULT_HTTP : parse("baseUrl", text, "https", "http", allowInsecure);
    }

    /**
     * The base of the platform that signs client tokens, without a slash at its end.
     *
     * @param text an {@code https:} URL; {@code http:} only for a loopback host
     * @param allowInsecure whether {@code http:} may go to any host
     * @throws InvalidOptionException {@code INVALID_BASE_URL} for the option {@code platformUrl}
     */
    public static URI platform(String text, boolean allowInsecure) {
        return parse("platformUrl", text, "https", "http", allowInsecure);
    }

    /** The HTTP side of a realtime server: the same place, encrypted or not as the WebSocket is. */
    public static URI httpOf(URI realtime) {
        return URI.create("http" + realtime.toString().substring("ws".length()));
    }

    private static URI parse(String option, String text, String secure, String plain, boolean allowInsecure) {
        String takes = " takes a URL such as " + secure + "://host[:port][/path], got ";
        URI url;
        try {
            url = UrlHost.inAscii(new URI(withoutSlash(text.strip())));
        } catch (URISyntaxException e) {
            throw invalid(option, takes + shown(text));
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals(secure) || scheme.equals(plain)) || url.getRawAuthority() == null) {
            throw invalid(option, takes + shown(text));
        }
        if (UrlHost.of(url).isEmpty()) {
            throw invalid(option, " takes a URL with " + UrlHost.TAKES + ", got " + shown(text));
        }
        if (plain.equals("ws") && url.getHost() == null) {
            throw invalid(option, " takes a URL with " + UrlHost.OF_A_WEBSOCKET + ", got " + shown(text));
        }
        if (url.getRawAuthority().contains("@") || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw invalid(option, " takes a URL without credentials, query and fragment, got " + shown(text));
        }
        if (scheme.equals(plain) && !allowInsecure && !isLoopback(url)) {
            throw invalid(
                    option,
                    " takes " + plain + ": only for this machine, because the API key would travel in the clear, got "
                            + shown(text));
        }
        return url;
    }

    /** Whether a base URL names this host. */
    public static boolean isLoopback(URI base) {
        return UrlHost.of(base)
                .filter(host ->
                        LOOPBACK.matcher(host.name().toLowerCase(Locale.ROOT)).matches())
                .isPresent();
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? withoutSlash(text.substring(0, text.length() - 1)) : text;
    }

    /** Without what may hold a secret: credentials, query, fragment. */
    private static String shown(String text) {
        return "\"" + text.replaceFirst("[?#].*", "").replaceFirst("//.*@", "//***@") + "\"";
    }

    private static InvalidOptionException invalid(String option, String message) {
        return new InvalidOptionException(ErrorCode.INVALID_BASE_URL, option, option + message);
    }
}
