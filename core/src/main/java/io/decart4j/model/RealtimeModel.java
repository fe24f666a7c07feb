package io.decart4j.model;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * A realtime model. The known ones are in {@link RealtimeModels}; a model of one's own is made with the constructor
 * and is not looked up anywhere.
 *
 * @param name what the server is asked for; an alias is sent as it is and resolved by the server
 * @param urlPath the path of its endpoint, beginning with {@code /}, without a query
 * @param fps frames per second to capture with; a recommendation, not sent
 * @param width width to capture with; a recommendation, not sent
 * @param height height to capture with; a recommendation, not sent
 */
public record RealtimeModel(String name, String urlPath, int fps, int width, int height) {

    /**
     * Checks every part.
     *
     * @throws InvalidOptionException {@code INVALID_OPTIONS} when one is out of its bounds
     */
    public RealtimeModel {
        if (name.isBlank()) {
            throw invalid("model.name", "takes a name, got a blank one");
        }
        if (!isPath(urlPath)) {
            throw invalid("model.urlPath", "takes a URL path that begins with '/', got \"" + urlPath + "\"");
        }
        atLeastOne("model.fps", fps);
        atLeastOne("model.width", width);
        atLeastOne("model.height", height);
    }

    private static void atLeastOne(String option, int value) {
        if (value < 1) {
            throw invalid(option, "takes at least 1, got " + value);
        }
    }

    private static boolean isPath(String text) {
        try {
            // Only what the URI grammar takes for a path, and nothing else, comes back unchanged.
            return text.startsWith("/") && text.equals(new URI("ws://host" + text).getRawPath());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static InvalidOptionException invalid(String option, String message) {
        return new InvalidOptionException(ErrorCode.INVALID_OPTIONS, option, option + " " + message);
    }
}
