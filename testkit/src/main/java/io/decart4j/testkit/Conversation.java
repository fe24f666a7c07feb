package io.decart4j.testkit;

import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What a producer says, taken in order: commands change the look and get their ack. */
final class Conversation {

    private final Line line;
    private final Generation generation;
    private final Acks acks;
    private final UploadedFiles files;

    Conversation(Line line, Generation generation, Acks acks, UploadedFiles files) {
        this.files = files;
        this.line = line;
        this.generation = generation;
        this.acks = acks;
    }

    Mono<Void> hear(ClientMessage message) {
        if (message instanceof ClientMessage.Prompt prompt) {
            return command(() -> prompt(prompt.prompt()));
        } else if (message instanceof ClientMessage.SetImage set) {
            return setImage(set);
        } else if (message instanceof ClientMessage.Passthrough) {
            return command(() -> look(null, null));
        } else if (message instanceof ClientMessage.LivekitJoin join) {
            return join(join);
        }
        return Mono.empty();
    }

    /** A state inside is acknowledged as one beside would be; the wish for none is not. */
    private Mono<Void> join(ClientMessage.LivekitJoin join) {
        ClientMessage state = join.embedded();
        if (state != null) {
            return hear(state);
        }
        if ((join.initialState() != null || Boolean.TRUE.equals(join.passthrough())) && generation.look() == null) {
            generation.look(Look.PASSTHROUGH);
        }
        return Mono.empty();
    }

    private Mono<Void> command(Runnable effect) {
        if (generation.look() != null || !line.breakage().at(HandshakePhase.INITIAL_STATE)) {
            effect.run();
        }
        return Mono.empty();
    }

    private void prompt(String prompt) {
        String refused = refusal(prompt);
        if (refused == null) {
            Look now = now();
            generation.look(Look.of(prompt, now.imageRgb()));
        }
        acks.prompt(prompt, refused);
    }

    private Mono<Void> setImage(ClientMessage.SetImage set) {
        if (set.image() instanceof ImagePayload.Inline inline) {
            return decode(inline.bytes(), set.prompt());
        }
        if (set.image() instanceof ImagePayload.Reference reference) {
            return files.content(reference.id())
                    .map(bytes -> decode(bytes, set.prompt()))
                    .orElseGet(() -> command(() -> acks.image("Unknown image reference")));
        }
        return command(() -> look(set.prompt() == null ? now().prompt() : set.prompt(), null));
    }

    /** Takes its time; what came later waits for it, so that acks keep their order. */
    private Mono<Void> decode(byte[] encoded, @Nullable String prompt) {
        return Mono.fromCallable(() -> ReferenceImage.meanRgb(encoded))
                .subscribeOn(Schedulers.boundedElastic())
                .publishOn(line.loop())
                .flatMap(mean -> command(() -> image(mean.orElse(null), prompt)));
    }

    private void image(@Nullable Integer mean, @Nullable String prompt) {
        if (mean == null) {
            acks.image("Could not decode image");
        } else {
            look(prompt == null ? now().prompt() : prompt, mean);
        }
    }

    private void look(@Nullable String prompt, @Nullable Integer imageRgb) {
        String refused = refusal(prompt);
        if (refused == null) {
            generation.look(Look.of(prompt, imageRgb));
        }
        acks.image(refused);
    }

    private Look now() {
        Look look = generation.look();
        return look == null ? Look.PASSTHROUGH : look;
    }

    private @Nullable String refusal(@Nullable String prompt) {
        String scripted = line.script().rejection;
        if (scripted != null) {
            return scripted;
        }
        return prompt != null && prompt.toLowerCase(Locale.ROOT).contains("forbidden")
                ? "Prompt rejected by moderation"
                : null;
    }
}
