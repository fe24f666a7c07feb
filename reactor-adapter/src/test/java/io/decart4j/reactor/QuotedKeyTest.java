package io.decart4j.reactor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.DecartException;
import io.decart4j.error.TokenCreateException;
import io.decart4j.event.SessionEvent;
import io.decart4j.message.ServerMessage;
import io.decart4j.reactor.internal.control.KeyGuard;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A server that quotes the key which it does not like: its words are told, without the key (C10, C61). */
class QuotedKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'error','error':'Invalid API key dct_s3cret, bye'}",
                "{'type':'set_image_ack','success':false,'error':'not with dct_s3cret, bye'}",
                "{'type':'generation_ended','seconds':1,'reason':'moderation_violation dct_s3cret, bye'}",
            })
    void inAMessage(String message) {
        try (HostileServer hostile = HostileServer.frames(
                channel -> Flux.just(HostileServer.text(message.replace('\'', '"')), close("bye")))) {
            said(hostile);
        }
    }

    @Test
    void inAReasonForClosing() {
        try (HostileServer hostile = HostileServer.frames(channel -> Mono.just(close("dct_s3cret, bye")))) {
            said(hostile);
        }
    }

    @Test
    void inAStatusOrInTheTypeOfAMessage() {
        List<Object> events = new CopyOnWriteArrayList<>();
        try (HostileServer hostile = HostileServer.frames(channel -> Flux.just(
                HostileServer.text("{\"type\":\"status\",\"status\":\"waiting for dct_s3cret, bye\"}"),
                HostileServer.text("{\"type\":\"dct_s3cret\"}"),
                close("bye")))) {
            RealtimeSession session =
                    hostile.client.realtime().session(HostileServer.options().build());
            session.events().subscribe(events::add);
            session.connect().onErrorComplete().block(Studio.PATIENCE);
            session.events().blockLast(Studio.PATIENCE);
        }
        assertThat(events)
                .hasAtLeastOneElementOfType(SessionEvent.Status.class)
                .hasAtLeastOneElementOfType(SessionEvent.MessageIgnored.class)
                .noneMatch(event -> String.valueOf(event).contains("s3cret"));
    }

    @Test
    void inTheAnswerToARequestForAToken() {
        try (HostileServer hostile = HostileServer.http((request, response) -> response.status(401)
                .sendString(Mono.just("dct_s3cret is no key, bye"))
                .then())) {
            assertThat(refusal(hostile)).hasMessageContaining("401").hasMessageContaining("*** is no key, bye");
        }
    }

    @Test
    void anAnswerWithoutEndIsNotCollected() {
        try (HostileServer hostile = HostileServer.http((request, response) -> response.status(401)
                .send(Flux.generate(sink -> sink.next(Unpooled.wrappedBuffer(new byte[64 * 1024]))))
                .then())) {
            assertThat(refusal(hostile)).hasMessageContaining("too long");
        }
    }

    @Test
    void inItsFormInAUrl() {
        KeyGuard guard = new KeyGuard("a key/+");
        assertThat(guard.clean("?api_key=a%20key%2F%2B&x")).isEqualTo("?api_key=***&x");
        assertThat(guard.clean(new ServerMessage.PromptAck("noir", false, "a key/+?")))
                .isEqualTo(new ServerMessage.PromptAck("noir", false, "***?"));
    }

    private static DecartException refusal(HostileServer hostile) {
        Throwable refused = hostile.client
                .tokens()
                .create()
                .<Throwable>map(token -> new AssertionError("there is a token"))
                .onErrorResume(Mono::just)
                .block(Studio.PATIENCE);
        assertThat(refused).isInstanceOf(TokenCreateException.class);
        assertThat(String.valueOf(refused)).doesNotContain("s3cret");
        return (DecartException) Objects.requireNonNull(refused);
    }

    /** That the key is nowhere in it is checked by the server's end. */
    private static void said(HostileServer hostile) {
        assertThat(hostile.failure()).hasMessageContaining("bye");
    }

    private static ByteBuf close(String reason) {
        byte[] text = reason.getBytes(UTF_8);
        ByteBuf payload = Unpooled.buffer(text.length + 2).writeShort(4000).writeBytes(text);
        byte[] bytes = new byte[payload.readableBytes()];
        payload.readBytes(bytes);
        return HostileServer.frame(0x88, bytes);
    }
}
