package io.decart4j.livekit;

/**
 * How an audio track is published: as Opus.
 *
 * @param name free text that others see
 * @param source where the sound comes from
 * @param muted whether it begins muted, see {@link LocalAudioTrack#unmute()}
 */
public record AudioPublishOptions(String name, TrackSource source, boolean muted) {

    /** A microphone. */
    public static AudioPublishOptions microphone() {
        return new AudioPublishOptions("microphone", TrackSource.MICROPHONE, false);
    }

    /** The same with another name. */
    public AudioPublishOptions named(String other) {
        return new AudioPublishOptions(other, source, muted);
    }

    /** The same, muted from the start or not. */
    public AudioPublishOptions muted(boolean other) {
        return new AudioPublishOptions(name, source, other);
    }
}
