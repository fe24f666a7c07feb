package io.decart4j.internal.session;

import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import org.jspecify.annotations.Nullable;

/**
 * What the caller wants to be in force: the state that the session was opened with, changed by each command that was
 * acknowledged. Every attempt begins by telling the server this.
 *
 * @param enhancePrompt as last said together with a prompt, or null when nothing was said
 */
public record DesiredState(
        @Nullable String prompt,
        @Nullable Boolean enhancePrompt,
        @Nullable ImagePayload image) {

    /** Neither prompt nor image: the video passes unchanged. */
    public static final DesiredState PASSTHROUGH = new DesiredState(null, null, null);

    /** The state after the server has acknowledged a message; messages that set nothing change nothing. */
    public DesiredState after(ClientMessage acknowledged) {
        if (acknowledged instanceof ClientMessage.Prompt message) {
            return new DesiredState(message.prompt(), message.enhancePrompt(), image);
        }
        if (acknowledged instanceof ClientMessage.Passthrough) {
            return PASSTHROUGH;
        }
        if (acknowledged instanceof ClientMessage.SetImage message) {
            return message.prompt() == null
                    ? new DesiredState(prompt, enhancePrompt, message.image())
                    : new DesiredState(message.prompt(), message.enhancePrompt(), message.image());
        }
        return this;
    }

    /** The message that brings a new server session into this state. */
    public ClientMessage toMessage() {
        if (image != null) {
            return new ClientMessage.SetImage(image, prompt, prompt == null ? null : enhancePrompt);
        }
        return prompt == null ? new ClientMessage.Passthrough() : new ClientMessage.Prompt(prompt, enhancePrompt);
    }
}
