package io.decart4j.proxy;

/**
 * What a hook says of a message.
 *
 * @param <M> {@code ClientMessage} or {@code ServerMessage}
 */
public sealed interface Verdict<M> {

    /** It goes on as it came, byte for byte. */
    record Pass<M>() implements Verdict<M> {}

    /** Another one of the same type goes on in its place. */
    record Rewrite<M>(M message) implements Verdict<M> {}

    /**
     * It does not go on. A client is answered as the service would: a prompt by a {@code prompt_ack}, a {@code set_image} by
     * a {@code set_image_ack}, anything else by an {@code error}. A refused message of the service is withheld.
     *
     * @param reason the text that the client is told
     */
    record Refuse<M>(String reason) implements Verdict<M> {}

    /** It goes on as it came. */
    static <M> Verdict<M> pass() {
        return new Pass<>();
    }

    /** Another one goes on in its place. */
    static <M> Verdict<M> rewrite(M message) {
        return new Rewrite<>(message);
    }

    /** It does not go on. */
    static <M> Verdict<M> refuse(String reason) {
        return new Refuse<>(reason);
    }
}
