package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.decart4j.message.ServerMessage;
import io.micrometer.context.ContextRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import reactor.util.context.Context;

/** What a session writes into the log, and under which trace. */
class SessionLogTest extends ScriptedTest {

    private static final String KEY = "decart4j.test.trace";

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.decart4j");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        ContextRegistry.getInstance()
                .registerThreadLocalAccessor(
                        KEY, () -> MDC.get("trace"), trace -> MDC.put("trace", trace), () -> MDC.remove("trace"));
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(lines);
        ContextRegistry.getInstance().removeThreadLocalAccessor(KEY);
    }

    @Test
    void oneLineForEachChangeAndNothingElse() {
        ScriptedSession scripted = connected(new ScriptedSession());
        scripted.latest().says(new ServerMessage.SessionId("s1", "", 0), new ServerMessage.GenerationStarted());
        for (int tick = 1; tick < 100; tick++) {
            scripted.latest().says(new ServerMessage.GenerationTick(tick));
            new Outcome(scripted.session.setPrompt("prompt " + tick));
            scripted.latest().accepts();
        }
        scripted.latest().drops();
        settle();
        scripted.latest().connects();
        scripted.latest().says(new ServerMessage.GenerationEnded(99, "timeout"));
        settle();
        assertThat(lines.list).allMatch(line -> line.getLevel() == Level.INFO);
        List<String> texts =
                lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(texts).hasSameSizeAs(scripted.states());
        assertThat(texts).element(0).isEqualTo("Session (new): disconnected -> connecting");
        assertThat(texts).element(2).isEqualTo("Session s1: connected -> generating");
        assertThat(texts).element(3).asString().startsWith("Session s1: generating -> reconnecting: ");
        assertThat(texts).last().asString().startsWith("Session s1: connected -> disconnected: ");
    }

    @Test
    void theTraceOfTheSubscriberIsOnEachOfThemAndOnNothingAfter() {
        ScriptedSession scripted = new ScriptedSession();
        MDC.put("trace", "of the thread");
        new Outcome(scripted.session.connect().contextWrite(Context.of(KEY, "t-17")));
        scripted.latest().connects();
        scripted.latest().drops();
        settle();
        scripted.session.disconnect().subscribe();
        settle();
        assertThat(lines.list)
                .hasSize(4)
                .allSatisfy(line -> assertThat(line.getMDCPropertyMap()).containsEntry("trace", "t-17"));
        assertThat(MDC.get("trace")).isEqualTo("of the thread");
        MDC.remove("trace");
    }
}
