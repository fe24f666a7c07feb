package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.SessionEvent;
import io.decart4j.input.ImageSource;
import io.decart4j.input.InitialState;
import io.decart4j.input.SetInput;
import io.decart4j.internal.session.DesiredState;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A scripted session while steps are played on it, and all that its users have seen. */
final class Play {

    final VirtualTimeScheduler time;
    final ScriptedSession scripted;
    final RealtimeSession session;
    final List<Ends> commands = new ArrayList<>();
    final List<Ends> connects = new ArrayList<>();
    final List<Ends> disconnects = new ArrayList<>();
    final List<Ends> videos = new ArrayList<>();
    final List<List<SessionEvent>> told = new ArrayList<>();
    final List<Ends> subscriptions = new ArrayList<>();
    final Set<ScriptedConnection> opened = identities();
    private final Set<ScriptedConnection> refused = identities();
    private final Set<ScriptedConnection> dead = identities();
    private final Set<ScriptedConnection> mediaDead = identities();

    Play(VirtualTimeScheduler time, boolean slowStart) {
        this.time = time;
        DesiredState first =
                DesiredState.PASSTHROUGH.after(InitialState.prompt("a").toMessage(null));
        Mono<DesiredState> initial =
                slowStart ? Mono.delay(Duration.ofSeconds(1)).thenReturn(first) : Mono.just(first);
        scripted = new ScriptedSession(initial, SessionTimeouts.DEFAULT);
        session = scripted.session;
        subscribe();
    }

    void subscribe() {
        List<SessionEvent> events = new ArrayList<>();
        told.add(events);
        subscriptions.add(new Ends("events", session.events().doOnNext(events::add)));
        videos.add(new Ends("video", session.video(frame -> 1)));
    }

    void set(SetInput input) {
        commands.add(new Ends("set", session.set(input)));
    }

    void setPrompt(String prompt) {
        commands.add(new Ends("setPrompt", session.setPrompt(prompt)));
    }

    void setImage(ImageSource image) {
        commands.add(new Ends("setImage", session.setImage(image)));
    }

    void cancelCommand(int which) {
        if (!commands.isEmpty()) {
            commands.get(which % commands.size()).cancel();
        }
    }

    void open() {
        latest(connection -> {
            if (!refused.contains(connection) && !connection.cancelledWhileOpening && opened.add(connection)) {
                connection.opened();
            }
        });
    }

    void refuse(Throwable error) {
        latest(connection -> {
            if (!opened.contains(connection) && refused.add(connection)) {
                connection.refused(error);
            }
        });
    }

    /** On the latest connection, or on one that has been left: nothing of that may reach the session any more. */
    void says(int back, ServerMessage message) {
        ScriptedConnection connection = speaking(back);
        if (connection != null) {
            boolean closed = connection.isClosed();
            int most = closed || !isAcceptance(message) ? 0 : 1;
            long before = completed();
            int attempts = scripted.connections.size();
            connection.says(message);
            assertThat(completed() - before)
                    .as("commands that were carried out by " + message)
                    .isBetween(0L, (long) most);
            time.advanceTime();
            if (isHarmless(message)) {
                assertThat(connection.isClosed()).as("closed by " + message).isEqualTo(closed);
                assertThat(scripted.connections).as("attempts after " + message).hasSize(attempts);
            }
        }
    }

    private long completed() {
        return commands.stream().filter(command -> command.completions > 0).count();
    }

    long waiting() {
        return commands.stream().filter(command -> !command.isSettled()).count();
    }

    private static boolean isAcceptance(ServerMessage message) {
        boolean prompt = message instanceof ServerMessage.PromptAck ack && ack.success();
        return prompt || (message instanceof ServerMessage.SetImageAck ack && ack.success());
    }

    /** What a session may think of it, but not end its connection for. */
    private static boolean isHarmless(ServerMessage message) {
        return !(message instanceof ServerMessage.ErrorMessage
                || message instanceof ServerMessage.GenerationEnded
                || message instanceof ServerMessage.PromptAck
                || message instanceof ServerMessage.SetImageAck);
    }

    /** Answers what was sent last, as it should be. */
    void answers(boolean success) {
        ScriptedConnection connection = speaking(0);
        if (connection == null || connection.sent.isEmpty()) {
            return;
        }
        ClientMessage last = connection.sent.get(connection.sent.size() - 1);
        String error = success ? null : "no";
        says(
                0,
                last instanceof ClientMessage.Prompt prompt
                        ? new ServerMessage.PromptAck(prompt.prompt(), success, error)
                        : new ServerMessage.SetImageAck(success, error));
    }

    void dies(Consumer<ScriptedConnection> how) {
        ScriptedConnection connection = speaking(0);
        if (connection != null) {
            dead.add(connection);
            how.accept(connection);
        }
    }

    void media(boolean ends, Consumer<ScriptedConnection> how) {
        latest(connection -> {
            if (connection.negotiating && !mediaDead.contains(connection)) {
                if (ends) {
                    mediaDead.add(connection);
                }
                how.accept(connection);
            }
        });
    }

    void latest(Consumer<ScriptedConnection> step) {
        if (!scripted.connections.isEmpty()) {
            step.accept(scripted.latest());
        }
    }

    private @Nullable ScriptedConnection speaking(int back) {
        int index = scripted.connections.size() - 1 - back;
        ScriptedConnection connection = index < 0 ? null : scripted.connections.get(index);
        return connection != null && opened.contains(connection) && !dead.contains(connection) ? connection : null;
    }

    static boolean isOpen(ScriptedConnection connection) {
        return !connection.isClosed();
    }

    /** Refused, or nobody waits for it any more. */
    boolean isUnopened(ScriptedConnection connection) {
        return refused.contains(connection) || connection.cancelledWhileOpening;
    }

    private static <T> Set<T> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
