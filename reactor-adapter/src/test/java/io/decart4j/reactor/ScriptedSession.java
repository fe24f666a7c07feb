package io.decart4j.reactor;

import io.decart4j.event.SessionEvent;
import io.decart4j.flow.EventHub;
import io.decart4j.input.InitialState;
import io.decart4j.internal.session.DesiredState;
import io.decart4j.reactor.internal.control.ImageResolver;
import io.decart4j.reactor.internal.media.SessionMedia;
import io.decart4j.reactor.internal.media.room.RoomMediaLink;
import io.decart4j.reactor.internal.session.Announcer;
import io.decart4j.reactor.internal.session.Attempt;
import io.decart4j.reactor.internal.session.Commands;
import io.decart4j.reactor.internal.session.InstrumentedSession;
import io.decart4j.reactor.internal.session.OpenSessions;
import io.decart4j.reactor.internal.session.SessionEvents;
import io.decart4j.reactor.internal.session.SessionLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** A session over scripted connections, one for each attempt, and what its subscriber saw. */
final class ScriptedSession {

    static final ReconnectPolicy EXACT = ReconnectPolicy.builder()
            .retries(5)
            .firstDelay(Duration.ofSeconds(1))
            .longestDelay(Duration.ofSeconds(10))
            .jitter(0)
            .build();

    final List<ScriptedConnection> connections = new CopyOnWriteArrayList<>();
    final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    final List<SessionEvent> events = new CopyOnWriteArrayList<>();
    final OpenSessions open = new OpenSessions();
    final RealtimeSession session;
    volatile MediaCounters counters = new MediaCounters(0, 0, 0, 0, 0, 0);

    ScriptedSession() {
        this(InitialState.none());
    }

    ScriptedSession(InitialState initial) {
        this(Mono.just(DesiredState.PASSTHROUGH.after(initial.toMessage(null))), SessionTimeouts.DEFAULT);
    }

    ScriptedSession(ReconnectPolicy policy) {
        this(policy, WhileReconnecting.FAIL);
    }

    ScriptedSession(ReconnectPolicy policy, WhileReconnecting choice) {
        this(Mono.just(DesiredState.PASSTHROUGH), SessionTimeouts.DEFAULT, policy, choice);
    }

    ScriptedSession(Mono<DesiredState> initial, SessionTimeouts timeouts) {
        this(initial, timeouts, EXACT, WhileReconnecting.FAIL);
    }

    private ScriptedSession(
            Mono<DesiredState> initial, SessionTimeouts timeouts, ReconnectPolicy policy, WhileReconnecting choice) {
        this(initial, timeouts, policy, choice, true);
    }

    /** With those who measure it, and a model of this name. */
    static ScriptedSession watched(String model, SessionInstrumentation... instrumentations) {
        return new ScriptedSession(
                Mono.just(DesiredState.PASSTHROUGH),
                SessionTimeouts.DEFAULT,
                EXACT,
                WhileReconnecting.FAIL,
                true,
                model,
                false,
                null,
                instrumentations);
    }

    /** Its media go through rooms ({@link ScriptedConnection#room}). */
    static ScriptedSession inRooms(InitialState initial) {
        return inRooms(initial, SessionTimeouts.DEFAULT);
    }

    static ScriptedSession inRooms(InitialState initial, SessionTimeouts timeouts) {
        return new ScriptedSession(
                Mono.just(DesiredState.PASSTHROUGH.after(initial.toMessage(null))),
                timeouts,
                EXACT,
                WhileReconnecting.FAIL,
                true,
                "",
                true,
                initial.passthrough());
    }

    /** Over this transport; with everything else that matters to a session, whichever it is. */
    static ScriptedSession over(
            Transport transport,
            InitialState initial,
            ReconnectPolicy policy,
            WhileReconnecting choice,
            boolean heard) {
        return new ScriptedSession(
                Mono.just(DesiredState.PASSTHROUGH.after(initial.toMessage(null))),
                SessionTimeouts.DEFAULT,
                policy,
                choice,
                heard,
                "",
                transport == Transport.LIVEKIT,
                initial.passthrough());
    }

    /** A viewer of a room, who tells nothing. */
    static ScriptedSession watchingARoom() {
        return new ScriptedSession(
                Mono.empty(), SessionTimeouts.DEFAULT, EXACT, WhileReconnecting.FAIL, true, "", true, null);
    }

    /** Nobody listens to its events yet. */
    static ScriptedSession unheard() {
        return new ScriptedSession(
                Mono.just(DesiredState.PASSTHROUGH), SessionTimeouts.DEFAULT, EXACT, WhileReconnecting.FAIL, false);
    }

    private ScriptedSession(
            Mono<DesiredState> initial,
            SessionTimeouts timeouts,
            ReconnectPolicy policy,
            WhileReconnecting choice,
            boolean heard) {
        this(initial, timeouts, policy, choice, heard, "", false, null);
    }

    private ScriptedSession(
            Mono<DesiredState> initial,
            SessionTimeouts timeouts,
            ReconnectPolicy policy,
            WhileReconnecting choice,
            boolean heard,
            String model,
            boolean inRooms,
            @Nullable Boolean passthrough,
            SessionInstrumentation... instrumentations) {
        EventHub<SessionEvent> hub = SessionEvents.hub();
        SessionMedia media = SessionMedia.received();
        InstrumentedSession watched =
                new InstrumentedSession(List.of(instrumentations), InstrumentedSession.tag(model), () -> counters);
        SessionLoop loop = new SessionLoop(
                initial,
                owner -> {
                    ScriptedConnection next = new ScriptedConnection(inRooms);
                    connections.add(next);
                    Attempt attempt = new Attempt(
                            owner,
                            opening -> opening,
                            next.open(),
                            inRooms
                                    ? channel -> new RoomMediaLink(channel, next.room, passthrough)
                                    : channel -> next.link,
                            timeouts,
                            StallPolicy.DEFAULT,
                            media.muting());
                    attempts.add(attempt);
                    return attempt;
                },
                policy,
                new Announcer(hub),
                watched,
                open,
                media.close());
        session = new RealtimeSession(
                loop,
                hub,
                new Commands(loop, watched, new ImageResolver(HttpClient.create()), choice == WhileReconnecting.WAIT),
                media,
                QualityFlow.targets(Transport.DIRECT, 30, VideoSendParameters.DEFAULT),
                timeouts);
        if (heard) {
            session.events().subscribe(events::add);
        }
    }

    ScriptedConnection latest() {
        return connections.get(connections.size() - 1);
    }

    <E extends SessionEvent> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<String> states() {
        return told(SessionEvent.ConnectionChange.class).stream()
                .map(change -> change.state().wireName())
                .toList();
    }
}
