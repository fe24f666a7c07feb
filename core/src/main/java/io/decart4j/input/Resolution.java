package io.decart4j.input;

import io.decart4j.error.InvalidOptionException;

/** The size class of the generated video; the server's own default is {@link #P720}. */
public enum Resolution {
    /** 720p. */
    P720("720p"),
    /** 1080p. */
    P1080("1080p");

    private final String wireName;

    Resolution(String wireName) {
        this.wireName = wireName;
    }

    /** As it is written in the URL: {@code 720p} or {@code 1080p}. */
    public String wireName() {
        return wireName;
    }

    /**
     * Reads {@code 720p} or {@code 1080p}.
     *
     * @throws InvalidOptionException {@code INVALID_OPTIONS} for anything else
     */
    public static Resolution of(String text) {
        for (Resolution resolution : values()) {
            if (resolution.wireName.equals(text)) {
                return resolution;
            }
        }
        throw InvalidOptionException.of("resolution", "takes 720p or 1080p, got \"" + text + "\"");
    }
}
