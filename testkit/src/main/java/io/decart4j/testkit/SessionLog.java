package io.decart4j.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * What one session received, the newest {@value #KEPT} messages. Written by its event loop, read by anyone. Of a client that
 * says more than anybody reads only the beginning of each message is kept: a server remembers many sessions.
 */
final class SessionLog {

    private static final int KEPT = 4096;

    /** Characters of all that is kept, until texts are cut. */
    private static final int ROOM = 512 * 1024;

    private static final int CUT = 200;

    private final Deque<ReceivedMessage> messages = new ArrayDeque<>();
    private int characters;
    private final Sinks.Many<ReceivedMessage> live = Sinks.many().replay().limit(KEPT);

    void add(ReceivedMessage received) {
        ReceivedMessage message = received;
        synchronized (messages) {
            if (messages.size() == KEPT) {
                characters -= messages.removeFirst().text().length();
            }
            if (characters + message.text().length() > ROOM && message.text().length() > CUT) {
                message = new ReceivedMessage(
                        message.at(), message.type(), message.text().substring(0, CUT) + "…");
            }
            characters += message.text().length();
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
