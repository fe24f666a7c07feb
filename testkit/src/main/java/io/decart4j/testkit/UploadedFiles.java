package io.decart4j.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was uploaded to be referred to, the newest 100 files, in memory. Thread-safe. */
final class UploadedFiles {

    private static final int KEPT = 100;

    private final Clock clock;
    private final Map<String, Stored> files = new LinkedHashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Stored(
            Map<String, @Nullable Object> about,
            byte[] content,
            @Nullable Instant expires) {}

    UploadedFiles(Clock clock) {
        this.clock = clock;
    }

    /**
     * Keeps a file.
     *
     * @param lifetime null for ever
     */
    synchronized Map<String, @Nullable Object> add(
            @Nullable String name, String mimeType, byte[] content, @Nullable Duration lifetime) {
        Instant now = clock.instant();
        Instant expires = lifetime == null ? null : now.plus(lifetime);
        String id = RandomId.withPrefix("file_");
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("id", id);
        about.put("filename", name);
        about.put("mime_type", mimeType);
        about.put("size_bytes", content.length);
        about.put("created_at", now);
        about.put("expires_at", expires);
        if (files.size() == KEPT) {
            files.remove(files.keySet().iterator().next());
        }
        files.put(id, new Stored(about, content, expires));
        return about;
    }

    Optional<Map<String, @Nullable Object>> about(String id) {
        return live(id).map(Stored::about);
    }

    Optional<byte[]> content(String id) {
        return live(id).map(Stored::content);
    }

    /** Whether there was one. */
    synchronized boolean remove(String id) {
        return files.remove(id) != null;
    }

    private synchronized Optional<Stored> live(String id) {
        return Optional.ofNullable(files.get(id))
                .filter(file -> file.expires() == null || clock.instant().isBefore(file.expires()));
    }
}
