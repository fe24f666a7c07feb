package io.decart4j.reactor;

import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.reactor.internal.control.PendingCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands of one connection, without a session around it. */
abstract class RequestsScript extends ScriptedTest {

    static final Duration LIMIT = Duration.ofSeconds(30);

    final ScriptedConnection connection = new ScriptedConnection();
    final List<ClientMessage> acknowledged = new ArrayList<>();
    final PendingCommands requests = new PendingCommands(connection, acknowledged::add);

    final Outcome image(String prompt) {
        return new Outcome(requests.request("set", new ClientMessage.SetImage(null, prompt, true), LIMIT));
    }

    final Outcome prompt(String prompt) {
        return new Outcome(requests.request("prompt", new ClientMessage.Prompt(prompt, true), Duration.ofSeconds(15)));
    }

    final void imageAck(@Nullable String error) {
        requests.acknowledge(new ServerMessage.SetImageAck(error == null, error));
    }

    final void promptAck(String prompt, @Nullable String error) {
        requests.acknowledge(new ServerMessage.PromptAck(prompt, error == null, error));
    }
}
