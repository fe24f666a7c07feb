package io.decart4j.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Messages beyond some 131,000 bytes, which Chromium sends in fragments. */
class LargeMessageTest {

    private static final String SEND = """
            size => new Promise(done => {
              const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/v1/stream?model=lucy-2.1`);
              socket.onmessage = () => {
                socket.onmessage = answer => done(answer.data);
                socket.send(JSON.stringify({ type: 'prompt', prompt: 'x'.repeat(size) }));
              };
              socket.onclose = end => done(`${end.code} ${end.reason}`);
            })""";

    @Test
    void aPageIsToldThatItsMessageIsTooLargeForTheProxy() throws IOException {
        try (House house = House.open(null, "--decart.proxy.limits.max-frame=1MB");
                Tab tab = house.tab(800, 600, false)) {
            assertThat((String) tab.page().evaluate(SEND, 900 * 1024)).contains("prompt_ack");
            assertThat(tab.page().evaluate(SEND, 1536 * 1024)).isEqualTo("1009 Message too big");
            assertThat(tab.page().evaluate(SEND, 3000 * 1024)).isEqualTo("1009 Message too big");
        }
    }

    @Test
    void aPageThatWaitsIsToldThatItHasSentTooMuch() throws IOException {
        try (House house = House.open(
                        null,
                        "--decart.proxy.gate.store=memory",
                        "--decart.proxy.gate.total=1",
                        "--decart.proxy.limits.max-early=500KB");
                Tab inside = house.tab(800, 600, false);
                Tab waiting = house.tab(800, 600, false)) {
            assertThat((String) inside.page().evaluate(SEND, 900 * 1024)).contains("prompt_ack");
            assertThat(waiting.page().evaluate(SEND, 900 * 1024)).isEqualTo("1008 Too much before there is a slot");
        }
    }
}
