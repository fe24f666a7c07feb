package io.decart4j.fuzz;

import java.util.regex.Pattern;

/** The only things that {@code SignalingCodec} says about a frame that it refuses. */
final class Refusals {

    private static final String FIELD =
            "\"(type|prompt|success|error|sdp|candidate|seconds|reason|status|session_id|sessionId|server_ip|server_port"
                    + "|position|queue_position|queue_size|image_data|image_ref|enhance_prompt|turn_config)\"";

    static final Pattern OF_CODEC = Pattern.compile("Malformed message: (a message is a JSON object"
            + "|there is something behind the message's end"
            + "|" + FIELD + " takes (a string|true or false|a number|an object)"
            + "|" + FIELD + " is missing or of the wrong type"
            + "|not valid JSON at byte \\d+)");

    private Refusals() {}
}
