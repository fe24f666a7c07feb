package io.decart4j.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.internal.session.CommandLedger.Effect;
import io.decart4j.message.ClientMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ledger in front of a server that answers every command once and in order. Each ack names its command, which the
 * ledger cannot see; after each step it is held against what must hold.
 */
final class LedgerSimulation {

    static final int CAPACITY = 5;

    private final CommandLedger<Command> ledger = new CommandLedger<>(CAPACITY);
    private final boolean echoes;
    private final List<Command> added = new ArrayList<>();
    private final List<Command> sent = new ArrayList<>();
    private final Deque<Command> unanswered = new ArrayDeque<>();
    private final List<Command> live = new ArrayList<>();

    /** How many commands of a kind were settled with a doubtful ack: the acks after that may lag by as many. */
    private final Map<String, Integer> doubts = new HashMap<>();

    /**
     * Nothing sent yet.
     *
     * @param echoes whether the server says which prompt it acknowledges
     */
    LedgerSimulation(boolean echoes) {
        this.echoes = echoes;
    }

    /**
     * A command.
     *
     * @param prompt its text, or null for an image
     */
    private record Command(int number, @Nullable String prompt) {
        ClientMessage message() {
            return prompt == null
                    ? new ClientMessage.SetImage(null, null, null)
                    : new ClientMessage.Prompt(prompt, null);
        }

        Ack ack() {
            return new Ack(true, String.valueOf(number));
        }
    }

    /** What is asked of the ledger next. */
    enum Step {
        IMAGE,
        PROMPT,
        ANSWER,
        CANCEL,
        ABANDON
    }

    void step(Step step, int which) {
        switch (step) {
            case IMAGE -> add(null);
            case PROMPT -> add(which % 2 == 0 ? "noir" : "neon");
            case ANSWER -> answer();
            case CANCEL, ABANDON -> giveUp(step, which);
        }
        assertThat(ledger.pending()).isEqualTo(live.size());
        assertThat(ledger.hasRoom()).isEqualTo(live.size() < CAPACITY);
    }

    /** Whoever still waits has an answer when the server has given them all. */
    void answerAll() {
        while (!unanswered.isEmpty()) {
            step(Step.ANSWER, 0);
        }
        assertThat(live).isEmpty();
    }

    void drain() {
        List<Command> expected = new ArrayList<>();
        live.stream().filter(command -> command.prompt() == null).forEach(expected::add);
        live.stream().filter(command -> command.prompt() != null).forEach(expected::add);

        assertThat(ledger.drain()).isEqualTo(expected);
        assertThat(ledger.pending()).isZero();
        assertThat(ledger.drain()).isEmpty();
        for (Command command : unanswered) {
            assertThat(acknowledged(command)).isEqualTo(Effect.none());
        }
    }

    private void add(@Nullable String prompt) {
        if (live.size() == CAPACITY) {
            return;
        }
        Command command = new Command(added.size(), prompt);
        added.add(command);
        live.add(command);
        Effect<Command> effect = ledger.add(command, command.message());
        assertThat(effect.settled()).isNull();
        follow(effect);
    }

    private void answer() {
        Command answered = unanswered.poll();
        if (answered == null) {
            return;
        }
        Effect<Command> effect = acknowledged(answered);
        Command settled = effect.settled();
        int doubt = doubts.getOrDefault(kind(answered), 0);
        if (doubt == 0) {
            assertThat(settled).isEqualTo(live.contains(answered) ? answered : null);
        }
        if (settled != null) {
            assertThat(kind(settled)).isEqualTo(kind(answered));
            assertThat(place(settled) - place(answered)).isBetween(0, doubt);
            assertThat(effect.ack()).isEqualTo(answered.ack());
            settle(settled);
        }
        follow(effect);
    }

    private void giveUp(Step step, int which) {
        long late =
                unanswered.stream().filter(command -> !live.contains(command)).count();
        if (live.isEmpty() || late == CAPACITY) { // more than that are not remembered
            return;
        }
        Command command = live.get(which % live.size());
        Effect<Command> effect = step == Step.CANCEL ? ledger.cancel(command) : ledger.abandon(command);
        Command settled = effect.settled();
        settle(command);
        if (settled != null) {
            assertThat(step).isEqualTo(Step.ABANDON);
            assertThat(settled).isEqualTo(command);
            assertThat(sent.stream().filter(older -> older.ack().equals(effect.ack())))
                    .singleElement()
                    .satisfies(older -> {
                        assertThat(unanswered).doesNotContain(older);
                        assertThat(kind(older)).isEqualTo(kind(command));
                        assertThat(place(older)).isLessThan(place(command));
                    });
            doubts.merge(kind(command), 1, Integer::sum);
        }
        follow(effect);
    }

    private Effect<Command> acknowledged(Command command) {
        return command.prompt() == null
                ? ledger.imageAck(command.ack())
                : ledger.promptAck(echoes ? command.prompt() : null, command.ack());
    }

    private void settle(Command command) {
        assertThat(live.remove(command)).as("settled once").isTrue();
    }

    /** Sends what the effect says; nothing else may be due. */
    private void follow(Effect<Command> effect) {
        Command command = effect.send();
        if (command != null) {
            assertThat(live).contains(command);
            assertThat(sent).doesNotContain(command);
            assertThat(live.stream().filter(other -> kind(other).equals("image") && sent.contains(other)))
                    .as("images on the wire before %s", command)
                    .hasSizeLessThanOrEqualTo(command.prompt() == null ? 0 : 1);
            sent.add(command);
            unanswered.add(command);
        }
        List<Command> waiting =
                live.stream().filter(other -> !sent.contains(other)).toList();
        assertThat(waiting).allMatch(other -> kind(other).equals("image"));
        if (!waiting.isEmpty()) {
            assertThat(live.stream()
                            .filter(other -> kind(other).equals("image"))
                            .findFirst())
                    .as("the oldest image command is on the wire")
                    .hasValueSatisfying(other -> assertThat(sent).contains(other));
        }
    }

    /** Commands whose acks look alike. */
    private String kind(Command command) {
        return command.prompt() == null ? "image" : echoes ? command.prompt() : "prompt";
    }

    /** The place of a command among those like it. */
    private int place(Command command) {
        return sent.stream()
                .filter(other -> kind(other).equals(kind(command)))
                .toList()
                .indexOf(command);
    }
}
