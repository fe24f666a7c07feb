package io.decart4j.message;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonGenerator;

/** The JSON of each {@link ClientMessage}; field order as in the official clients. */
final class ClientMessages {

    /** What each message has; any other field in it is an unknown one, whatever its type. */
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "prompt", Set.of("prompt", "enhance_prompt"),
            "set_image", Set.of("image_data", "image_ref", "prompt", "enhance_prompt"),
            "ice-candidate", Set.of("candidate"),
            "livekit_join", Set.of("passthrough", "client_capabilities", "initial_state"));

    private ClientMessages() {}

    static ClientMessage of(WireFields fields) {
        String type = ServerMessages.required(fields.type, "type");
        fields.check(FIELDS.getOrDefault(type, Set.of()));
        return switch (type) {
            case "prompt" ->
                new ClientMessage.Prompt(ServerMessages.required(fields.prompt, "prompt"), fields.enhancePrompt);
            case "set_image" -> setImage(fields);
            case "offer" -> new ClientMessage.Offer(ServerMessages.required(fields.sdp, "sdp"));
            case "answer" -> new ClientMessage.Answer(ServerMessages.required(fields.sdp, "sdp"));
            case "ice-candidate" -> new ClientMessage.IceCandidate(fields.candidate);
            case "livekit_join" ->
                new ClientMessage.LivekitJoin(fields.passthrough, fields.frameTiming, embedded(fields));
            default -> new ClientMessage.Unknown(type);
        };
    }

    private static ClientMessage.@Nullable EmbeddedState embedded(WireFields fields) {
        if (!fields.initialStateSeen) {
            return null;
        }
        ClientMessage state = fields.initialState == null ? null : of(fields.initialState);
        try {
            return new ClientMessage.EmbeddedState(state);
        } catch (IllegalArgumentException e) {
            throw WireFormatException.field("initial_state", "a prompt or a set_image");
        }
    }

    private static ClientMessage setImage(WireFields fields) {
        ImagePayload image = null;
        if (fields.imageData != null) {
            image = new ImagePayload.Inline(fields.imageData);
        } else if (fields.imageRef != null) {
            image = new ImagePayload.Reference(fields.imageRef);
        }
        if (image == null && fields.prompt == null && fields.promptSeen) {
            return new ClientMessage.Passthrough();
        }
        return new ClientMessage.SetImage(image, fields.prompt, fields.enhancePrompt);
    }

    static void write(ClientMessage message, JsonGenerator out) {
        out.writeStartObject();
        if (message instanceof ClientMessage.Prompt prompt) {
            out.writeStringProperty("type", "prompt");
            out.writeStringProperty("prompt", prompt.prompt());
            enhance(prompt.enhancePrompt(), out);
        } else if (message instanceof ClientMessage.SetImage set) {
            out.writeStringProperty("type", "set_image");
            image(set.image(), out);
            if (set.prompt() != null) {
                out.writeStringProperty("prompt", set.prompt());
            }
            enhance(set.enhancePrompt(), out);
        } else if (message instanceof ClientMessage.Passthrough) {
            out.writeStringProperty("type", "set_image");
            out.writeNullProperty("image_data");
            out.writeNullProperty("prompt");
        } else if (message instanceof ClientMessage.Offer offer) {
            out.writeStringProperty("type", "offer");
            out.writeStringProperty("sdp", offer.sdp());
        } else if (message instanceof ClientMessage.Answer answer) {
            out.writeStringProperty("type", "answer");
            out.writeStringProperty("sdp", answer.sdp());
        } else if (message instanceof ClientMessage.IceCandidate ice) {
            out.writeStringProperty("type", "ice-candidate");
            candidate(ice.candidate(), out);
        } else if (message instanceof ClientMessage.LivekitJoin join) {
            out.writeStringProperty("type", "livekit_join");
            join(join, out);
        } else {
            throw new IllegalArgumentException("an unknown message cannot be sent");
        }
        out.writeEndObject();
    }

    private static void join(ClientMessage.LivekitJoin join, JsonGenerator out) {
        if (join.passthrough() != null) {
            out.writeBooleanProperty("passthrough", join.passthrough());
        }
        if (join.frameTiming()) {
            out.writeObjectPropertyStart("client_capabilities");
            out.writeBooleanProperty("frame_timing", true);
            out.writeEndObject();
        }
        if (join.initialState() != null) {
            ClientMessage state = join.initialState().message();
            out.writeName("initial_state");
            if (state == null) {
                out.writeNull();
            } else {
                write(state, out);
            }
        }
    }

    private static void image(@Nullable ImagePayload image, JsonGenerator out) {
        if (image instanceof ImagePayload.Reference reference) {
            out.writeStringProperty("image_ref", reference.id());
        } else if (image instanceof ImagePayload.Inline inline) {
            out.writeName("image_data");
            out.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, inline.bytes(), 0, inline.bytes().length);
        } else {
            out.writeNullProperty("image_data");
        }
    }

    private static void enhance(@Nullable Boolean enhance, JsonGenerator out) {
        if (enhance != null) {
            out.writeBooleanProperty("enhance_prompt", enhance);
        }
    }

    static void candidate(@Nullable Candidate candidate, JsonGenerator out) {
        if (candidate == null) {
            out.writeNullProperty("candidate");
            return;
        }
        out.writeObjectPropertyStart("candidate");
        out.writeStringProperty("candidate", candidate.candidate());
        out.writeStringProperty("sdpMid", candidate.sdpMid());
        if (candidate.sdpMLineIndex() == null) {
            out.writeNullProperty("sdpMLineIndex");
        } else {
            out.writeNumberProperty("sdpMLineIndex", candidate.sdpMLineIndex());
        }
        if (candidate.usernameFragment() != null) {
            out.writeStringProperty("usernameFragment", candidate.usernameFragment());
        }
        out.writeEndObject();
    }
}
