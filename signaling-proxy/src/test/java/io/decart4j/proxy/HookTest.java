package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import io.decart4j.message.ServerMessage;
import io.decart4j.testkit.LocalSession;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What hooks see, and what becomes of what they say. */
class HookTest {

    private static Mono<Verdict<ClientMessage>> noGore(ProxySession session, ClientMessage message) {
        String prompt = message instanceof ClientMessage.Prompt p
                ? p.prompt()
                : message instanceof ClientMessage.SetImage set ? set.prompt() : null;
        return prompt != null && prompt.contains("gore")
                ? Mono.just(Verdict.refuse("Not here, " + session.caller().name()))
                : Mono.empty();
    }

    @Test
    void aRefusedCommandIsAnsweredAsTheServiceWould() {
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.onClientMessage(HookTest::noGore));
                RawClient client = house.connected("ann")) {
            client.send("{\"type\":\"prompt\",\"prompt\":\"gore\",\"enhance_prompt\":true}");
            client.await(
                    "{\"type\":\"prompt_ack\",\"prompt\":\"gore\",\"success\":false,\"error\":\"Not here, ann\"}"
                            ::equals);
            client.send("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":\"more gore\"}");
            client.await("{\"type\":\"set_image_ack\",\"success\":false,\"error\":\"Not here, ann\"}"::equals);
            client.send("{\"type\":\"prompt\",\"prompt\":\"noir\"}");
            client.await("{\"type\":\"prompt_ack\",\"prompt\":\"noir\",\"success\":true,\"error\":null}"::equals);
            assertThat(house.heard(house.session())).noneMatch(text -> text.contains("gore"));
            assertThat(house.proxy.counters().refused()).isEqualTo(2);
        }
    }

    @Test
    void theAnswerToARefusedCommandWaitsForThoseBefore() {
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.onClientMessage(HookTest::noGore));
                RawClient client = house.connected("ann")) {
            house.service.faults().delayAcks(java.time.Duration.ofMillis(300));
            client.send("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":\"fine\"}");
            client.send("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":\"gore\"}");
            client.await(text -> text.contains("Not here"));
            assertThat(client.heard.stream().filter(text -> text.contains("set_image_ack")))
                    .containsExactly(
                            "{\"type\":\"set_image_ack\",\"success\":true,\"error\":null}",
                            "{\"type\":\"set_image_ack\",\"success\":false,\"error\":\"Not here, ann\"}");
        }
    }

    @Test
    void aRewordedPromptIsAcknowledgedInTheClientsWords() {
        MessageHook<ClientMessage> polite = (session, message) -> message instanceof ClientMessage.Prompt p
                ? Mono.just(Verdict.rewrite(new ClientMessage.Prompt(p.prompt() + ", please", false)))
                : Mono.empty();
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.onClientMessage(polite));
                RawClient client = house.connected("ann")) {
            client.send("{\"type\":\"prompt\",\"prompt\":\"noir\"}");
            client.await("{\"type\":\"prompt_ack\",\"prompt\":\"noir\",\"success\":true,\"error\":null}"::equals);
            assertThat(house.heard(house.session()))
                    .contains("{\"type\":\"prompt\",\"prompt\":\"noir, please\",\"enhance_prompt\":false}");
        }
    }

    @Test
    void hooksFollowEachOtherAndTheFirstRefusalCounts() {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.onClientMessage(
                                (session, message) -> message instanceof ClientMessage.Prompt
                                        ? Mono.just(Verdict.rewrite(new ClientMessage.Prompt("gore", null)))
                                        : Mono.empty())
                        .onClientMessage(HookTest::noGore)
                        .onClientMessage((session, message) -> {
                            seen.add(message.toString());
                            return Mono.empty();
                        }));
                RawClient client = house.connected("ann")) {
            client.send("{\"type\":\"prompt\",\"prompt\":\"noir\"}");
            client.await(text -> text.contains("Not here"));
            client.send("{\"type\":\"offer\",\"sdp\":\"x\"}");
            ProxyHouse.await(() -> !seen.isEmpty());
            assertThat(seen).containsExactly("Offer[sdp=x]");
        }
    }

    @Test
    void anImageThatIsTooLargeIsRefusedByItsSize() {
        MessageHook<ClientMessage> small = (session, message) -> message instanceof ClientMessage.SetImage set
                        && set.image() instanceof ImagePayload.Inline image
                        && image.bytes().length > 100_000
                ? Mono.just(Verdict.refuse("At most 100 kB"))
                : Mono.empty();
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.onClientMessage(small));
                RawClient client = house.connected("ann")) {
            client.send("{\"type\":\"set_image\",\"image_data\":\"" + "AAAA".repeat(50_000) + "\"}");
            client.await("{\"type\":\"set_image_ack\",\"success\":false,\"error\":\"At most 100 kB\"}"::equals);
            assertThat(house.session().log()).isEmpty();
        }
    }

    @Test
    void aHookThatFailsOrDoesNotAnswerRefuses() {
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.onClientMessage((session, message) -> {
                    throw new IllegalStateException("secret of the hook");
                }));
                RawClient client = house.connected("ann")) {
            client.send("{\"type\":\"prompt\",\"prompt\":\"noir\"}");
            client.await(text -> text.contains("could not be checked") && !text.contains("secret"));
            assertThat(house.session().log()).isEmpty();
        }
    }

    /** Reactor takes a linkage error for the end of the JVM, and would tell nobody. */
    @Test
    void aHookThatThrowsAnErrorRefusesToo() {
        MessageHook<ClientMessage> broken = (session, message) -> {
            throw new NoClassDefFoundError("secret of the hook");
        };
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.onClientMessage((session, message) -> Mono.empty())
                        .onClientMessage(broken));
                RawClient client = house.connected("ann")) {
            client.send("{\"type\":\"prompt\",\"prompt\":\"noir\"}");
            client.await(text -> text.contains("could not be checked") && !text.contains("secret"));
            assertThat(house.session().log()).isEmpty();
        }
    }

    @Test
    void whatCouldBeReadInTwoWaysGoesNowhere() {
        try (ProxyHouse house = new ProxyHouse(
                        proxy -> proxy.onClientMessage(HookTest::noGore).onClientMessage(MessageHook.knownOnly()));
                RawClient client = house.connected("ann")) {
            client.send("{\"type\":\"prompt\",\"prompt\":\"gore\",\"prompt\":\"noir\"}");
            client.send("no message");
            client.send("{\"type\":\"gore_join\",\"initial_state\":{\"prompt\":\"gore\"}}");
            client.await(text -> text.contains("Unknown message type"));
            client.send("{\"type\":\"livekit_join\",\"initial_state\":{\"type\":\"prompt\",\"prompt\":\"gore\"}}");
            client.await(text -> text.contains("a message of its own"));
            client.send("{\"type\":\"prompt\",\"prompt\":\"noir\"}");
            client.await(text -> text.contains("\"noir\""));
            assertThat(house.heard(house.session())).hasSize(1);
            assertThat(house.proxy.counters().malformed()).isEqualTo(2);
        }
    }

    @Test
    void messagesOfTheServiceAreSeenReworedAndWithheld() {
        List<ServerMessage> seen = new CopyOnWriteArrayList<>();
        MessageHook<ServerMessage> hook = (session, message) -> {
            seen.add(message);
            if (message instanceof ServerMessage.ErrorMessage error) {
                return Mono.just(Verdict.rewrite(new ServerMessage.ErrorMessage("Ours: " + error.error())));
            }
            return message instanceof ServerMessage.Status ? Mono.just(Verdict.refuse("not for them")) : Mono.empty();
        };
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.onServerMessage(hook));
                RawClient client = house.connected("ann")) {
            house.service.faults().send("{\"type\":\"status\",\"status\":\"internal\"}");
            house.service.faults().error("oh");
            client.await("{\"type\":\"error\",\"error\":\"Ours: oh\"}"::equals);
            assertThat(client.heard).noneMatch(text -> text.contains("internal"));
            assertThat(seen).hasSize(3);
            assertThat(house.proxy.counters().withheld()).isEqualTo(1);
        }
    }

    @Test
    void aHookMayEndTheSession() {
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.onClientMessage((session, message) -> {
                    session.end("Quota used up");
                    return Mono.empty();
                }));
                RawClient client = house.connected("ann")) {
            LocalSession session = house.session();
            client.send("{\"type\":\"prompt\",\"prompt\":\"noir\"}");
            assertThat(client.closed().code()).isEqualTo(1008);
            assertThat(client.heard).contains("{\"type\":\"error\",\"error\":\"Quota used up\"}");
            session.closed().block(ProxyHouse.PATIENCE);
        }
    }
}
