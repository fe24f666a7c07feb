package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.SessionEvent;
import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.util.context.ContextView;

/** Users' code that a session calls may throw anything, take its time, or call back. */
class CallersCodeTest extends ScriptedTest {

    private static final Executor OWN_THREAD = task -> new Thread(task).start();

    /** Does something at each event, and remembers what it was told. */
    private static final class Told implements SessionInstrumentation, SessionInstrumentation.Watch {
        final List<SessionEvent> events = new ArrayList<>();
        final List<String> commands = new ArrayList<>();
        private final Consumer<SessionEvent> action;

        Told(Consumer<SessionEvent> action) {
            this.action = action;
        }

        @Override
        public Watch begin(String model, Supplier<MediaCounters> counters, ContextView context) {
            return this;
        }

        @Override
        public void event(SessionEvent event) {
            events.add(event);
            action.accept(event);
        }

        @Override
        public void command(String kind, String outcome, Duration took) {
            commands.add(kind + " " + outcome);
        }
    }

    @Test
    void anInstrumentationMayThrowWhateverItLikes() {
        Told broken = new Told(event -> {
            throw new NoClassDefFoundError("a class of the instrumentation's");
        });
        Told other = new Told(event -> {});
        ScriptedSession scripted = connected(ScriptedSession.watched("", broken, other));
        new Outcome(scripted.session.disconnect());
        settle();
        assertThat(broken.events).isEqualTo(other.events);
        assertThat(other.events).last().isInstanceOf(SessionEvent.Ended.class);
        assertThat(scripted.events).last().isInstanceOf(SessionEvent.Ended.class);
    }

    @Test
    void anInstrumentationMayCallBack() {
        AtomicReference<@Nullable ScriptedSession> session = new AtomicReference<>();
        Told ending = new Told(event -> {
            ScriptedSession of = session.get();
            if (of != null && event instanceof SessionEvent.GenerationStarted) {
                of.session.disconnect().subscribe();
            }
        });
        ScriptedSession scripted = ScriptedSession.watched("", ending);
        session.set(scripted);
        connected(scripted);
        scripted.latest().says(new ServerMessage.GenerationStarted());
        settle();
        assertThat(scripted.states()).containsExactly("connecting", "connected", "generating", "disconnected");
        assertThat(scripted.events).last().isInstanceOf(SessionEvent.Ended.class);
    }

    @Test
    void anInstrumentationThatNeverReturnsHoldsNothingUp() throws InterruptedException {
        VirtualTimeScheduler.reset();
        CountDownLatch never = new CountDownLatch(1);
        Told stuck = new Told(event -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        ScriptedSession scripted = ScriptedSession.watched("", stuck);
        CompletableFuture<RealtimeSession> connect = scripted.session.connect().toFuture();
        scripted.latest().connects();
        assertThat(connect).succeedsWithin(Duration.ofSeconds(10));
        assertThat(scripted.session.disconnect().toFuture()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(scripted.session.events().last().toFuture())
                .succeedsWithin(Duration.ofSeconds(10))
                .isInstanceOf(SessionEvent.Ended.class);
        never.countDown();
    }

    @Test
    void aCommandIsMeasuredOnce() {
        Told told = new Told(event -> {});
        ScriptedSession scripted = connected(ScriptedSession.watched("", told));
        Outcome both = new Outcome(Mono.when(scripted.session.setPrompt("a"), scripted.session.setPrompt("b")));
        scripted.latest().says(new ServerMessage.PromptAck("a", true, null));
        both.subscription.dispose();
        settle();
        assertThat(told.commands).containsExactlyInAnyOrder("prompt success", "prompt cancelled");
    }

    /** Whoever holds a lock of its own while it calls the session must not meet one of the session's the other way round. */
    @Test
    void aCommandThatWaitedEndsOutsideOfEveryLock() throws Exception {
        ScriptedSession scripted = connected(new ScriptedSession(ScriptedSession.EXACT, WhileReconnecting.WAIT));
        scripted.latest().drops();
        settle();
        Object callers = new Object();
        CountDownLatch inCallback = new CountDownLatch(1);
        CountDownLatch holding = new CountDownLatch(1);
        scripted.session.setPrompt("later").subscribe(done -> {}, e -> {
            inCallback.countDown();
            await(holding);
            synchronized (callers) {
                inCallback.countDown();
            }
        });
        CompletableFuture<Void> ending = CompletableFuture.runAsync(
                () -> {
                    scripted.session.disconnect().subscribe();
                    settle();
                },
                OWN_THREAD);
        assertThat(inCallback.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> calling = CompletableFuture.runAsync(
                () -> {
                    synchronized (callers) {
                        holding.countDown();
                        scripted.session.disconnect().subscribe();
                        scripted.session.connectionState();
                    }
                },
                OWN_THREAD);
        assertThat(calling).succeedsWithin(Duration.ofSeconds(10));
        assertThat(ending).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void whatAnAttemptSaysThatIsOverMovesNothing() {
        ScriptedSession scripted = connected();
        scripted.latest().goodbye = Duration.ofSeconds(1);
        scripted.latest().drops();
        settle();
        // As another thread would that was in the middle of it.
        scripted.attempts.get(0).generating();
        assertThat(scripted.session.isConnected()).isFalse();
        pass(Duration.ofSeconds(1));
        scripted.latest().connects();
        settle();
        assertThat(scripted.states()).containsExactly("connecting", "connected", "reconnecting", "connected");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
