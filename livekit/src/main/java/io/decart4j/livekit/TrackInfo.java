package io.decart4j.livekit;

/**
 * A published track as the server describes it.
 *
 * @param sid the server's id, {@code TR_…}
 * @param name free text of the publisher, may be empty
 * @param muted whether the publisher has paused it
 * @param width pixels of the published video, 0 when unknown
 * @param height pixels of the published video, 0 when unknown
 */
public record TrackInfo(
        String sid, TrackKind kind, TrackSource source, String name, boolean muted, int width, int height) {}
