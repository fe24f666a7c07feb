package io.decart4j.token;

import io.decart4j.net.UrlHost;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The canonical form of a web origin: {@code scheme://host[:port]}, as a browser sends it. */
final class Origins {

    private static final int MAX_CHARS = 253;

    private Origins() {}

    static boolean isCanonical(String origin) {
        URI uri;
        try {
            uri = new URI(origin);
        } catch (URISyntaxException e) {
            return false;
        }
        String scheme = uri.getScheme();
        Optional<UrlHost> host = UrlHost.of(uri);
        if (scheme == null || host.isEmpty() || origin.length() > MAX_CHARS) {
            return false;
        }
        int port = host.get().port();
        boolean usual = (port == 80 && scheme.equals("http")) || (port == 443 && scheme.equals("https"));
        // Everything that is not scheme, host or port, or that is upper case, makes the two differ.
        String canonical = scheme + "://" + host.get().name() + (port < 0 ? "" : ":" + port);
        return !usual && origin.equals(canonical) && origin.equals(lower(origin));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
