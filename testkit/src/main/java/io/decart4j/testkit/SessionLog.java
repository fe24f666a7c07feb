package io.decart4j.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** What one session received, the newest {@value #KEPT} messages. Written by its event loop, read by anyone. */
final class SessionLog {

    private static final int KEPT = 4096;

    private final Deque<ReceivedMessage> messages = new ArrayDeque<>();
    private final Sinks.Many<ReceivedMessage> live = Sinks.many().replay().limit(KEPT);

    void add(ReceivedMessage message) {
        synchronized (messages) {
            if (messages.size() == KEPT) {
                messages.removeFirst();
            }
            messages.addLast(message);
        }
        live.tryEmitNext(message);
    }

    void complete() {
        live.tryEmitComplete();
    }

    List<ReceivedMessage> messages() {
        synchronized (messages) {
            return new ArrayList<>(messages);
        }
    }

    Flux<ReceivedMessage> received() {
        return live.asFlux();
    }
}
