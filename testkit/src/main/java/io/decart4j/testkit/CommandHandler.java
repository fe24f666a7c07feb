package io.decart4j.testkit;

import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What a producer says, taken in order: commands change the look and get their ack. */
final class CommandHandler {

    private final ConnectionContext context;
    private final Generation generation;
    private final Acks acks;
    private final UploadedFiles files;

    CommandHandler(ConnectionContext context, Generation generation, Acks acks, UploadedFiles files) {
        this.files = files;
        this.context = context;
        this.generation = generation;
        this.acks = acks;
    }

    Mono<Void> hear(ClientMessage message) {
        if (message instanceof ClientMessage.Prompt prompt) {
            return command(() -> prompt(prompt.prompt()));
        } else if (message instanceof ClientMessage.SetImage set) {
            return setImage(set);
        } else if (message instanceof ClientMessage.Passthrough) {
            return command(() -> applied(null, null));
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
        if ((join.initialState() != null || Boolean.TRUE.equals(join.passthrough())) && generation.applied() == null) {
            generation.applied(AppliedState.PASSTHROUGH);
        }
        return Mono.empty();
    }

    private Mono<Void> command(Runnable effect) {
        if (generation.applied() != null || !context.breakage().at(HandshakePhase.INITIAL_STATE)) {
            effect.run();
        }
        return Mono.empty();
    }

    private void prompt(String prompt) {
        String refused = refusal(prompt);
        if (refused == null) {
            AppliedState now = now();
            generation.applied(AppliedState.of(prompt, now.imageRgb()));
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
        return command(() -> applied(set.prompt() == null ? now().prompt() : set.prompt(), null));
    }

    /** Takes its time; what came later waits for it, so that acks keep their order. */
    private Mono<Void> decode(byte[] encoded, @Nullable String prompt) {
        return Mono.fromCallable(() -> ReferenceImage.meanRgb(encoded))
                .subscribeOn(Schedulers.boundedElastic())
                .publishOn(context.loop())
                .flatMap(mean -> command(() -> image(mean.orElse(null), prompt)));
    }

    private void image(@Nullable Integer mean, @Nullable String prompt) {
        if (mean == null) {
            acks.image("Could not decode image");
        } else {
            applied(prompt == null ? now().prompt() : prompt, mean);
        }
    }

    private void applied(@Nullable String prompt, @Nullable Integer imageRgb) {
        String refused = refusal(prompt);
        if (refused == null) {
            generation.applied(AppliedState.of(prompt, imageRgb));
        }
        acks.image(refused);
    }

    private AppliedState now() {
        AppliedState applied = generation.applied();
        return applied == null ? AppliedState.PASSTHROUGH : applied;
    }

    private @Nullable String refusal(@Nullable String prompt) {
        String scripted = context.script().rejection;
        if (scripted != null) {
            return scripted;
        }
        return prompt != null && prompt.toLowerCase(Locale.ROOT).contains("forbidden")
                ? "Prompt rejected by moderation"
                : null;
    }
}
