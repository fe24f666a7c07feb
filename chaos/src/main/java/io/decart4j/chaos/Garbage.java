package io.decart4j.chaos;

import java.util.List;

/** Texts that a client must survive. None about a queue: who is told of one waits for it, for as long as it takes. */
final class Garbage {

    static final List<String> TEXTS = List.of(
            "",
            "not json",
            "{",
            "[]",
            "null",
            "{\"type\":null}",
            "{\"type\":\"unheard_of\",\"a\":{\"b\":[1,2,3]}}",
            "{\"type\":\"prompt_ack\",\"prompt\":\"nobody asked\",\"success\":true,\"error\":null}",
            "{\"type\":\"set_image_ack\",\"success\":false,\"error\":\"nobody asked\"}",
            "{\"type\":\"generation_tick\",\"seconds\":-1}",
            "{\"type\":\"generation_tick\",\"seconds\":1e400}",
            "{\"type\":\"generation_started\"}",
            "{\"type\":\"answer\",\"sdp\":\"v=0\"}",
            "{\"type\":\"answer\",\"sdp\":\"garbage\"}",
            "{\"type\":\"offer\",\"sdp\":\"v=0\"}",
            "{\"type\":\"ice-candidate\",\"candidate\":null}",
            "{\"type\":\"ice-candidate\",\"candidate\":{\"candidate\":\"candidate:garbage\",\"sdpMid\":\"0\"}}",
            "{\"type\":\"ice-candidate\",\"candidate\":{\"candidate\":\"\",\"sdpMid\":\"0\",\"sdpMLineIndex\":0}}",
            "{\"type\":\"ice-restart\",\"turn_config\":null}");

    private Garbage() {}
}
