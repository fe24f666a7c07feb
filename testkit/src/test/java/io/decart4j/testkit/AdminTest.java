package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminTest {

    private final LocalDecartServer server = LocalDecartServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void logsWithoutKeysAndImages() {
        byte[] picture = Pictures.encoded("png", 0xABCDEF);
        try (RawClient client = RawClient.connect(server)) {
            client.send(Pictures.setImage(picture)).await("set_image_ack");
            client.prompt("my key is dct_test and ek_12345678").await("prompt_ack");
            client.send("not JSON dct_test").send("{\"type\":\"dance\",\"steps\":3}");
            client.prompt("last").await("prompt_ack", 2);
            String log = Http.get(server, "/admin/log").body();
            assertThat(log)
                    .contains("set_image", "characters of Base64", "malformed", "dance", "last", "my key is ***")
                    .doesNotContain("dct_test", "ek_12345678", "iVBOR");
            assertThat(server.sessions().get(0).log())
                    .extracting(ReceivedMessage::type)
                    .containsExactly("set_image", "prompt", "malformed", "dance", "prompt");
        }
    }

    @Test
    void keepsTheLogOfASessionThatEnded() {
        RawClient client = RawClient.connect(server);
        client.prompt("before the end").await("prompt_ack");
        LocalSession session = server.sessions().get(0);
        client.close();
        session.closed().block(RawClient.SOON);
        assertThat(Http.get(server, "/admin/log").body()).contains("before the end", "\"live\":false");
    }

    @Test
    void listsWhatThereIs() {
        Http missing = Http.post(server, "/admin/nonsense", null, "");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body()).contains("POST /admin/drop", "GET /admin/log");
    }

    @ParameterizedTest
    @CsvSource({
        "close?code=99,code",
        "close?code=1005,code",
        "ack-delay?ms=soon,ms",
        "refuse?n=0,n ",
        "refuse?how=gently,how",
        "break?how=drop,phase",
        "break?phase=later,phase",
        "close-next?phase=open&code=1005,code",
        "error-next,phase",
        "ice-restart,url",
        "send,text",
        "drop?sid=nobody,sid"
    })
    void namesTheBadParameter(String path, String parameter) {
        Http reply = Http.post(server, "/admin/" + path, null, "");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("error")).startsWith(parameter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "drop-socket", "close?code=1001&reason=x", "credits-exhausted", "moderation"})
    void endsOneSession(String path) {
        try (RawClient kept = RawClient.connect(server)) {
            kept.await("session_id");
            RawClient client = RawClient.connect(server);
            String sid = String.valueOf(client.await("session_id").get("session_id"));
            Http reply =
                    Http.post(server, "/admin/" + path + (path.contains("?") ? "&" : "?") + "sid=" + sid, null, "");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).contains(sid);
            client.awaitGone();
            kept.prompt("here").await("prompt_ack");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "error?msg=a%20b,error",
        "send?text=%7B%22type%22:%22x%22%7D,x",
        "send-large?bytes=100,padding",
        "repeat-session-id,session_id"
    })
    void sendsWhatItIsTold(String path, String type) {
        try (RawClient client = RawClient.connect(server)) {
            client.await("session_id");
            assertThat(Http.post(server, "/admin/" + path, null, "").status()).isEqualTo(200);
            client.await(type, type.equals("session_id") ? 2 : 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ack-delay?ms=1",
                "no-ack",
                "duplicate-ack",
                "bare-ack",
                "wrong-ack",
                "reject",
                "no-answer",
                "early-candidates",
                "end-of-candidates",
                "stop-media",
                "close-peer",
                "end-behind-media?reason=timeout&ms=60000",
                "repeat-answer",
                "silence",
                "refuse?n=2&how=unavailable",
                "break?phase=initial-state&how=close",
                "close-next?phase=offer&code=4000&reason=x",
                "credits-restored",
                "error-next?phase=initial-state&msg=x",
                "reset"
            })
    void takesEveryOtherFaultAndForgetsItAtReset(String path) {
        try (RawClient client = RawClient.connect(server)) {
            client.await("session_id");
            assertThat(Http.post(server, "/admin/" + path, null, "").status()).isEqualTo(200);
            assertThat(Http.post(server, "/admin/reset", null, "").json()).containsAllEntriesOf(Map.of("ok", true));
            assertThat(client.prompt("again").await("prompt_ack").get("prompt")).isEqualTo("again");
        }
    }
}
