package io.decart4j.websocket;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What may be said of a connection that failed: Reactor Netty's messages may quote a URL, and with it a key or a token. */
public final class NetworkFailure {

    private NetworkFailure() {}

    /** What to look at: where nobody listened, which name nobody knows, what is wrong with a certificate. Otherwise the kind of failure. */
    public static String words(Throwable e) {
        String text = safe(e);
        boolean tells = e instanceof ConnectException || e instanceof UnknownHostException || e instanceof SSLException;
        return tells && !text.isEmpty() ? text : e.getClass().getSimpleName();
    }

    /** The same failure by type, with a message only where it cannot quote the URL. */
    public static Throwable withoutUrl(Throwable e) {
        String text = safe(e);
        return new IOException(e.getClass().getSimpleName() + (text.isEmpty() ? "" : ": " + text));
    }

    private static String safe(Throwable e) {
        String text = e.getMessage();
        return text == null || text.contains("api_key") || text.contains("?") ? "" : text;
    }
}
