package io.decart4j.reactor;

import io.decart4j.event.SessionEvent;
import io.decart4j.flow.EventHub;
import io.decart4j.input.InitialState;
import io.decart4j.session.DesiredState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** A session over scripted connections, one for each attempt, and what its subscriber saw. */
final class ScriptedSession {

    static final ReconnectPolicy EXACT = new ReconnectPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(10), 0);

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
                next -> channel -> next.link,
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
                next -> channel -> new RoomMediaLink(channel, next.room, initial.passthrough()));
    }

    /** A viewer of a room, who tells nothing. */
    static ScriptedSession watchingARoom() {
        return new ScriptedSession(
                Mono.empty(),
                SessionTimeouts.DEFAULT,
                EXACT,
                WhileReconnecting.FAIL,
                true,
                "",
                next -> channel -> new RoomMediaLink(channel, next.room, null));
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
        this(initial, timeouts, policy, choice, heard, "", next -> channel -> next.link);
    }

    private ScriptedSession(
            Mono<DesiredState> initial,
            SessionTimeouts timeouts,
            ReconnectPolicy policy,
            WhileReconnecting choice,
            boolean heard,
            String model,
            Function<ScriptedConnection, MediaLink.Factory> links,
            SessionInstrumentation... instrumentations) {
        EventHub<SessionEvent> hub = SessionEvents.hub();
        RemoteFrames remote = new RemoteFrames();
        SessionSound sound = new SessionSound(new LocalAudio(null, e -> {}));
        LocalVideo local = new LocalVideo(null, 30, false, e -> {});
        InstrumentedSession watched =
                new InstrumentedSession(List.of(instrumentations), InstrumentedSession.tag(model), () -> counters);
        SessionLoop loop = new SessionLoop(
                initial,
                owner -> {
                    ScriptedConnection next = new ScriptedConnection();
                    connections.add(next);
                    Attempt attempt = new Attempt(
                            owner, opening -> opening, next.open(), links.apply(next), timeouts, StallPolicy.DEFAULT);
                    attempts.add(attempt);
                    return attempt;
                },
                policy,
                new Announcer(hub),
                watched,
                open,
                Mono.fromRunnable(remote::close));
        session = new RealtimeSession(
                loop,
                hub,
                watched,
                new Images(HttpClient.create()),
                local,
                remote,
                sound,
                QualityFlow.targets(Transport.DIRECT, 30),
                timeouts,
                choice);
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
