package io.decart4j.testkit;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The origins that the service takes for client tokens: {@code scheme://host[:port]} and no more, spelled as browsers send them. */
final class WebOrigin {

    private static final int MOST_CHARACTERS = 253;
    private static final int LAST_PORT = 65535;
    private static final Pattern CANONICAL = Pattern.compile(
            "([a-z][a-z0-9+.-]*)://(\\[[0-9a-f:.]+]|[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*)(?::([1-9][0-9]{0,4}))?");
    private static final Map<String, String> USUAL_PORTS = Map.of("http", "80", "https", "443");

    private WebOrigin() {}

    static boolean isCanonical(String text) {
        Matcher parts = CANONICAL.matcher(text);
        if (text.length() > MOST_CHARACTERS || !parts.matches()) {
            return false;
        }
        String port = parts.group(3);
        return port == null
                || (Integer.parseInt(port) <= LAST_PORT && !Objects.equals(port, USUAL_PORTS.get(parts.group(1))));
    }
}
