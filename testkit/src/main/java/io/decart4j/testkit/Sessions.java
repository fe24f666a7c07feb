package io.decart4j.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** The sessions of a server: the live ones with their viewers, and the last that ended, for their logs. Thread-safe. */
final class Sessions {

    private static final int REMEMBERED = 100;

    private final int limit;
    private final Map<String, LocalSession> live = new LinkedHashMap<>();
    private final Map<String, LocalViewer> viewers = new LinkedHashMap<>();
    private final Deque<LocalSession> ended = new ArrayDeque<>();
    private final Sinks.Many<LocalSession> opened = Sinks.many().multicast().directBestEffort();
    private int taken;

    Sessions(int limit) {
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    /** Takes a slot, if one is free; {@link #remove} frees it. */
    synchronized boolean take() {
        if (taken == limit) {
            return false;
        }
        taken++;
        return true;
    }

    synchronized int taken() {
        return taken;
    }

    void add(LocalSession session) {
        synchronized (this) {
            live.put(session.id(), session);
            opened.tryEmitNext(session);
        }
    }

    synchronized void remove(LocalSession session) {
        if (live.remove(session.id()) != null) {
            taken--;
            if (ended.size() == REMEMBERED) {
                ended.removeFirst();
            }
            ended.addLast(session);
        }
    }

    synchronized List<LocalSession> live() {
        return List.copyOf(live.values());
    }

    synchronized @Nullable LocalSession live(String id) {
        return live.get(id);
    }

    synchronized @Nullable LocalSession inRoom(String room) {
        return live.values().stream()
                .filter(session -> session.room().filter(room::equals).isPresent())
                .findFirst()
                .orElse(null);
    }

    synchronized void add(LocalViewer viewer) {
        viewers.put(viewer.id(), viewer);
    }

    synchronized void remove(LocalViewer viewer) {
        viewers.remove(viewer.id());
    }

    synchronized List<LocalViewer> viewers() {
        return List.copyOf(viewers.values());
    }

    /** Those of viewers and of sessions, in this order: who watches is not to hear of an end from a session first. */
    synchronized List<ClientConnection> connections() {
        return Stream.concat(
                        viewers.values().stream().map(LocalViewer::connection),
                        live.values().stream().map(LocalSession::connection))
                .toList();
    }

    @Nullable
    ClientConnection connection(String id) {
        return connections().stream()
                .filter(client -> client.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    synchronized List<LocalSession> remembered() {
        List<LocalSession> all = new ArrayList<>(ended);
        all.addAll(live.values());
        return all;
    }

    synchronized boolean isLive(LocalSession session) {
        return live.containsKey(session.id());
    }

    Flux<LocalSession> opened() {
        return opened.asFlux();
    }

    void complete() {
        opened.tryEmitComplete();
    }
}
