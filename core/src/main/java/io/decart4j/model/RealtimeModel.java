package io.decart4j.model;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * A realtime model. The known ones are in {@link RealtimeModels}; any other is made with {@link #of} or a constructor
 * and is not looked up anywhere, so a model that is newer than this release can be asked for too. Who connects with a
 * name that the catalogue lacks is warned once.
 *
 * @param name what the server is asked for; an alias is sent as it is and resolved by the server
 * @param urlPath the path of its endpoint, beginning with {@code /}, without a query
 * @param fps frames per second to capture with; a recommendation, not sent
 * @param width width to capture with; a recommendation, not sent
 * @param height height to capture with; a recommendation, not sent
 * @param fastMode whether it is known to have the fast mode; a server ignores the wish for it where a model has none
 */
public record RealtimeModel(String name, String urlPath, int fps, int width, int height, boolean fastMode) {

    /** Where all models of the service are asked for. */
    static final String STREAM = "/v1/stream";

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

    /**
     * A model that is not known to have the fast mode.
     *
     * @throws InvalidOptionException {@code INVALID_OPTIONS} when a part is out of its bounds
     */
    public RealtimeModel(String name, String urlPath, int fps, int width, int height) {
        this(name, urlPath, fps, width, height, false);
    }

    /**
     * A model of the service by its name, whether or not this release knows it, with the size (in pixels) and the rate (in frames
     * a second) of the video that will be sent.
     *
     * @throws InvalidOptionException {@code INVALID_OPTIONS} when the name is blank or a number less than 1
     */
    public static RealtimeModel of(String name, int width, int height, int fps) {
        return new RealtimeModel(name, STREAM, fps, width, height);
    }

    /**
     * This model for video of another size (in pixels) and rate (in frames a second).
     *
     * @throws InvalidOptionException {@code INVALID_OPTIONS} for a number less than 1
     */
    public RealtimeModel withVideo(int otherWidth, int otherHeight, int otherFps) {
        return new RealtimeModel(name, urlPath, otherFps, otherWidth, otherHeight, fastMode);
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
