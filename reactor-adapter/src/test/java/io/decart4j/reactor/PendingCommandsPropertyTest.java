package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import io.decart4j.message.ServerMessage;
import io.decart4j.reactor.internal.control.PendingCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import reactor.test.scheduler.VirtualTimeScheduler;

/**
 * With a server that answers everything, in order and however late, each command ends with its own answer or none. Left
 * out is what nobody can know: when an ack that is due to an abandoned command has come, and the next command is
 * abandoned as well, that ack may have been either's.
 */
class PendingCommandsPropertyTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private enum Step {
        PROMPT_A,
        PROMPT_B,
        IMAGE,
        CANCEL_OLDEST,
        CANCEL_NEWEST,
        ACCEPT,
        REFUSE
    }

    private static final class Command {
        final ClientMessage message;
        final Ends ends;
        boolean doubtful;

        Command(ClientMessage message, Ends ends) {
            this.message = message;
            this.ends = ends;
        }

        void cancel() {
            if (!doubtful) {
                ends.cancel();
            }
        }

        boolean isAnsweredLike(ClientMessage other) {
            return message.equals(other)
                    || (message instanceof ClientMessage.SetImage && other instanceof ClientMessage.SetImage);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Arbitraries.of(Step.class).list().ofMinSize(10).ofMaxSize(60);
    }

    @Property(tries = 500)
    void eachCommandEndsWithItsOwnAnswer(@ForAll("steps") List<Step> steps) {
        VirtualTimeScheduler.getOrSet();
        try {
            ScriptedConnection connection = new ScriptedConnection();
            List<ClientMessage> noted = new ArrayList<>();
            List<ClientMessage> accepted = new ArrayList<>();
            PendingCommands requests = new PendingCommands(connection, noted::add);
            List<Command> commands = new ArrayList<>();
            int answered = 0;
            for (Step step : steps) {
                switch (step) {
                    case PROMPT_A -> add(commands, requests, new ClientMessage.Prompt("a", true));
                    case PROMPT_B -> add(commands, requests, new ClientMessage.Prompt("b", true));
                    case IMAGE -> add(commands, requests, image(commands.size()));
                    case CANCEL_OLDEST ->
                        commands.stream()
                                .filter(command -> !command.ends.isSettled())
                                .findFirst()
                                .ifPresent(Command::cancel);
                    case CANCEL_NEWEST -> {
                        if (!commands.isEmpty()) {
                            commands.get(commands.size() - 1).cancel();
                        }
                    }
                    case ACCEPT, REFUSE -> {
                        if (answered < connection.sent.size()) {
                            ClientMessage sent = connection.sent.get(answered++);
                            if (step == Step.ACCEPT) {
                                accepted.add(sent);
                            }
                            answer(commands, requests, sent, step == Step.ACCEPT);
                        }
                    }
                }
                long waiting = commands.stream()
                        .filter(command -> !command.ends.isSettled())
                        .count();
                assertThat(requests.pending()).isEqualTo((int) waiting);
                assertThat(noted).as("what is in force, cancelled or not").isEqualTo(accepted);
            }
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    /** The very message that was sent, which belongs to one command alone. */
    private static void answer(List<Command> commands, PendingCommands requests, ClientMessage sent, boolean success) {
        List<Command> open =
                commands.stream().filter(command -> !command.ends.isSettled()).toList();
        if (sent instanceof ClientMessage.Prompt prompt) {
            requests.acknowledge(new ServerMessage.PromptAck(prompt.prompt(), success, null));
        } else {
            requests.acknowledge(new ServerMessage.SetImageAck(success, null));
        }
        for (Command command : open) {
            boolean own = command.message == sent;
            command.doubtful |= command.isAnsweredLike(sent);
            assertThat(command.ends.completions).isEqualTo(own && success ? 1 : 0);
            assertThat(command.ends.errors).isEqualTo(own && !success ? 1 : 0);
        }
    }

    private static void add(List<Command> commands, PendingCommands requests, ClientMessage message) {
        commands.add(new Command(message, new Ends(message.toString(), requests.request("x", message, LIMIT))));
    }

    private static ClientMessage image(int number) {
        return new ClientMessage.SetImage(new ImagePayload.Reference("file_" + number), null, null);
    }
}
