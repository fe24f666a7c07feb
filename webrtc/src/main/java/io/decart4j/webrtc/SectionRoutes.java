package io.decart4j.webrtc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where media of a section go: to whoever asked for that section, the others all to one place. */
final class SectionRoutes<S> {

    private final S others;
    private final Map<String, S> byMid = new ConcurrentHashMap<>();

    SectionRoutes(S others) {
        this.others = others;
    }

    void route(String mid, @Nullable S to) {
        if (to == null) {
            byMid.remove(mid);
        } else {
            byMid.put(mid, to);
        }
    }

    S of(String mid) {
        return byMid.getOrDefault(mid, others);
    }
}
