package io.decart4j.testkit;

import io.decart4j.error.SignalingException;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import io.decart4j.message.SignalingCodec;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** What a client says, taken in order: commands change the look and get their ack, the rest is negotiation. */
final class Conversation {

    private final LocalSession session;
    private final Acks acks;
    private final Negotiation negotiation;
    private final Scheduler loop;

    Conversation(LocalSession session, Acks acks, Negotiation negotiation, Scheduler loop) {
        this.session = session;
        this.acks = acks;
        this.negotiation = negotiation;
        this.loop = loop;
    }

    /** The message in a frame, or nothing when there is none: a session survives whatever it is sent. */
    static Optional<ClientMessage> read(byte[] frame) {
        try {
            return Optional.of(SignalingCodec.readClientMessage(frame));
        } catch (SignalingException e) {
            return Optional.empty();
        }
    }

    Mono<Void> hear(ClientMessage message) {
        if (message instanceof ClientMessage.Prompt prompt) {
            return command(() -> prompt(prompt.prompt()));
        } else if (message instanceof ClientMessage.SetImage set) {
            return setImage(set);
        } else if (message instanceof ClientMessage.Passthrough) {
            return command(() -> look(null, null));
        } else if (message instanceof ClientMessage.Offer offer) {
            negotiation.offer(offer);
        } else if (message instanceof ClientMessage.IceCandidate ice) {
            negotiation.candidate(ice.candidate());
        }
        return Mono.empty();
    }

    private Mono<Void> command(Runnable effect) {
        if (session.generation().look() != null || !session.breaksAt(HandshakePhase.INITIAL_STATE)) {
            effect.run();
        }
        return Mono.empty();
    }

    private void prompt(String prompt) {
        String refused = refusal(prompt);
        if (refused == null) {
            Look now = now();
            session.generation().look(Look.of(prompt, now.imageRgb()));
        }
        acks.prompt(prompt, refused);
    }

    private Mono<Void> setImage(ClientMessage.SetImage set) {
        if (set.image() instanceof ImagePayload.Inline inline) {
            // Decoding takes its time; what came later waits for it, so that acks keep their order.
            return Mono.fromCallable(() -> ReferenceImage.meanRgb(inline.bytes()))
                    .subscribeOn(Schedulers.boundedElastic())
                    .publishOn(loop)
                    .flatMap(mean -> command(() -> image(mean.orElse(null), set.prompt())));
        }
        if (set.image() instanceof ImagePayload.Reference) {
            return command(() -> acks.image("Unknown image reference"));
        }
        return command(() -> look(set.prompt() == null ? now().prompt() : set.prompt(), null));
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
            session.generation().look(Look.of(prompt, imageRgb));
        }
        acks.image(refused);
    }

    private Look now() {
        Look look = session.generation().look();
        return look == null ? Look.PASSTHROUGH : look;
    }

    private @Nullable String refusal(@Nullable String prompt) {
        String scripted = session.script().rejection;
        if (scripted != null) {
            return scripted;
        }
        return prompt != null && prompt.toLowerCase(Locale.ROOT).contains("forbidden")
                ? "Prompt rejected by moderation"
                : null;
    }
}
