package io.decart4j.net;

import java.net.IDN;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host and the port of a URL, also where {@link URI} itself sees none: names with an underscore, as container networks and old
 * buckets have them, and international ones.
 *
 * @param name in ASCII, as it is looked up; an IPv6 address in its brackets
 * @param port -1 for none
 */
public record UrlHost(String name, int port) {

    /** What is said of a URL whose host cannot be taken. */
    public static final String TAKES = "a host of letters, digits, \".\", \"-\" and \"_\", and a port up to 65535";

    /** What is said of a WebSocket's URL with an underscore in its host: Netty's handshake makes nothing of such a name, for ever. */
    public static final String OF_A_WEBSOCKET = "a host without \"_\", to which a WebSocket cannot be opened";

    private static final int LONGEST_NAME = 253;
    private static final int LAST_PORT = 65535;
    private static final Pattern AUTHORITY = Pattern.compile("(?:.*@)?([^@:]+)(?::(\\d{0,5}))?");
    private static final Pattern NAME = Pattern.compile("(?:[A-Za-z0-9_-]{1,63}\\.)*[A-Za-z0-9_-]{1,63}\\.?");
    /** A number at the end is an address, and one that {@link URI} does not take is none. */
    private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?\\d+\\.?");

    /** Of a URL; empty when it has none that can be looked up. */
    public static Optional<UrlHost> of(URI url) {
        if (url.getHost() != null) {
            return Optional.of(new UrlHost(url.getHost(), url.getPort())).filter(host -> host.port <= LAST_PORT);
        }
        Matcher parts = AUTHORITY.matcher(url.getRawAuthority() == null ? "" : url.getRawAuthority());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String digits = parts.group(2);
        int port = digits == null || digits.isEmpty() ? -1 : Integer.parseInt(digits);
        return ascii(parts.group(1)).map(name -> new UrlHost(name, port)).filter(host -> host.port <= LAST_PORT);
    }

    /** The same URL with a host in ASCII, which is what goes over the network; as it is when there is none to be had. */
    public static URI inAscii(URI url) {
        String authority = url.getRawAuthority();
        if (url.getHost() != null || authority == null) {
            return url;
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            return url;
        }
        String text = url.toString();
        int at = text.indexOf("//") + 2;
        return ascii(parts.group(1))
                .filter(name -> !name.equals(parts.group(1)))
                .map(name ->
                        URI.create(text.substring(0, at + parts.start(1)) + name + text.substring(at + parts.end(1))))
                .orElse(url);
    }

    private static Optional<String> ascii(String name) {
        try {
            String ascii = IDN.toASCII(name);
            return ascii.length() <= LONGEST_NAME
                            && NAME.matcher(ascii).matches()
                            && !NUMBER.matcher(ascii).matches()
                    ? Optional.of(ascii)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no name of any language
        }
    }
}
