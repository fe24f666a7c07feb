package io.decart4j.livekit;

/**
 * How an audio track is published: as Opus.
 *
 * @param name free text that others see
 * @param source where the sound comes from
 */
public record AudioPublishOptions(String name, TrackSource source) {

    /** A microphone. */
    public static AudioPublishOptions microphone() {
        return new AudioPublishOptions("microphone", TrackSource.MICROPHONE);
    }

    /** The same with another name. */
    public AudioPublishOptions named(String other) {
        return new AudioPublishOptions(other, source);
    }
}
