package io.decart4j.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.message.ClientMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A ledger driven by text. Each line is an input and what follows from it:
 *
 * <pre>
 * image a     | send a
 * image b     |
 * imageAck 1  | a=1 send b
 * </pre>
 *
 * <p>The inputs are {@code image NAME}, {@code passthrough NAME}, {@code prompt NAME TEXT}, {@code imageAck ACK}, {@code
 * promptAck TEXT ACK} (the text {@code null} is an ack without one), {@code abandon NAME}, {@code cancel NAME}, {@code pending} and {@code
 * drain}.
 */
final class LedgerScript {

    private final CommandLedger<Handle> ledger;
    private final Map<String, Handle> handles = new HashMap<>();

    private LedgerScript(int capacity) {
        ledger = new CommandLedger<>(capacity);
    }

    /** All handles are equal: who compares by anything but identity confuses them. */
    private record Handle(String name) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Handle;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    static void play(String script) {
        play(100, script);
    }

    static void play(int capacity, String script) {
        LedgerScript ledger = new LedgerScript(capacity);
        List<String> played = new ArrayList<>();
        for (String line : script.lines().toList()) {
            String input = line.substring(0, line.indexOf('|'));
            played.add((input + "| " + ledger.step(input.split(" ", 0))).stripTrailing());
        }

        assertThat(String.join("\n", played)).isEqualTo(script.stripTrailing());
    }

    private String step(String... words) {
        return switch (words[0]) {
            case "image" -> text(ledger.add(named(words[1]), new ClientMessage.SetImage(null, "p", null)));
            case "passthrough" -> text(ledger.add(named(words[1]), new ClientMessage.Passthrough()));
            case "prompt" -> text(ledger.add(named(words[1]), new ClientMessage.Prompt(words[2], null)));
            case "imageAck" -> text(ledger.imageAck(new Ack(true, words[1])));
            case "promptAck" ->
                text(ledger.promptAck(words[1].equals("null") ? null : words[1], new Ack(true, words[2])));
            case "abandon" -> text(ledger.abandon(named(words[1])));
            case "cancel" -> text(ledger.cancel(named(words[1])));
            case "pending" -> ledger.pending() + (ledger.hasRoom() ? "" : " full");
            case "drain" -> ledger.drain().stream().map(Handle::name).collect(Collectors.joining(" "));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private Handle named(String name) {
        return handles.computeIfAbsent(name, Handle::new);
    }

    private static String text(CommandLedger.Effect<Handle> effect) {
        Handle settled = effect.settled();
        Ack ack = effect.ack();
        Handle send = effect.send();
        assertThat(ack == null).as("an ack is whose it settles").isEqualTo(settled == null);
        String answer = settled == null || ack == null ? "" : settled.name() + "=" + ack.error() + " ";
        return answer + (send == null ? "" : "send " + send.name());
    }
}
