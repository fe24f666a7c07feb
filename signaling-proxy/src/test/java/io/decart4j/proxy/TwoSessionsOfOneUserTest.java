package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.testkit.LocalDecartServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * Two sessions of one user at once, each with a token of its own, that connect as Decart's Python client does (0.2.4): it joins, waits 15 s
 * for its room, closes its socket, and opens another one after a second or more. None is in the way of the other.
 */
class TwoSessionsOfOneUserTest {

    private static final String QUERY =
            "&model=lucy-2.1&livekit_early_room_info=true" + "&user_agent=decart-python-sdk%2F0.2.4%20lang%2Fpy";

    /** Tokens are {@code USER.NUMBER}. */
    private static Mono<Caller> byToken(ServerRequest request) {
        return Mono.justOrEmpty(request.queryParam("api_key"))
                .map(token -> Caller.named(token.substring(0, token.indexOf('.'))));
    }

    private static ProxyHouse house(SessionGate gate) {
        return new ProxyHouse(
                LocalDecartServer.builder(), TwoSessionsOfOneUserTest::byToken, proxy -> proxy.gate(gate));
    }

    private static RawClient open(ProxyHouse house, String token) {
        return RawClient.open(house.url() + "/v1/stream?api_key=" + token + QUERY);
    }

    private static RawClient joins(ProxyHouse house, String token) {
        RawClient client = open(house, token);
        client.send("{\"type\":\"livekit_join\"}");
        return client;
    }

    /** One that has come in, and asks for nothing yet. */
    private static RawClient inside(ProxyHouse house, String token) {
        RawClient client = open(house, token);
        client.await(text -> text.contains("session_id"));
        return client;
    }

    private static void givesUp(InMemoryGate gate, RawClient client) {
        int waiting = gate.waiting();
        client.closeWith(1000, "");
        client.awaitEnd();
        ProxyHouse.await(() -> gate.waiting() == waiting - 1);
    }

    private static String place(int position, int of) {
        return "{\"type\":\"queue_position\",\"position\":" + position + ",\"queue_size\":" + of + "}";
    }

    private static void hears(RawClient client, String text) {
        client.await(text::equals);
    }

    @Test
    void bothHaveTheirPlacesAgainAndWhoCameLaterIsBehindThem() {
        InMemoryGate gate = new InMemoryGate(new GateLimits(2, 1, 3));
        try (ProxyHouse house = house(gate);
                RawClient first = inside(house, "zoe.1");
                RawClient one = joins(house, "ann.1")) {
            hears(one, place(1, 1));
            RawClient two = joins(house, "ann.2");
            hears(two, place(2, 2));
            RawClient later = joins(house, "bob.1");
            hears(later, place(3, 3));

            givesUp(gate, one);
            givesUp(gate, two);
            hears(later, place(1, 1));

            RawClient oneAgain = joins(house, "ann.1");
            hears(oneAgain, place(1, 2));
            RawClient twoAgain = joins(house, "ann.2");
            hears(twoAgain, place(2, 3));
            hears(later, place(3, 3));

            first.closeWith(1000, "");
            hears(twoAgain, place(1, 2));
            hears(later, place(2, 2));
            oneAgain.await(text -> !text.contains("queue_position")); // of the service
            List.of(two, oneAgain, twoAgain, later).forEach(RawClient::close);
        }
    }

    @Test
    void oneThatEndsLeavesThePlaceOfTheOtherAlone() {
        InMemoryGate gate = new InMemoryGate(new GateLimits(2, 2, 3));
        try (ProxyHouse house = house(gate);
                RawClient other = inside(house, "zoe.1");
                RawClient inside = inside(house, "ann.1");
                RawClient waits = open(house, "ann.2")) {
            hears(waits, place(1, 1));
            RawClient later = open(house, "bob.1");
            hears(later, place(2, 2));
            try (RawClient third = open(house, "ann.3")) {
                assertThat(third.closed().code()).isEqualTo(1013);
                assertThat(third.heard)
                        .containsExactly("{\"type\":\"error\",\"error\":\"Concurrent session limit reached.\"}");
            }
            inside.assertOpen();
            waits.assertOpen();

            // It had no place in the queue, so it has none to come back to: the one that waited goes in.
            inside.drop();
            ProxyHouse.await(() -> gate.admitted() == 2 && gate.waiting() == 1);
            hears(later, place(1, 1));
            RawClient again = open(house, "ann.1");
            hears(again, place(2, 2));
            givesUp(gate, again);
            RawClient onceMore = open(house, "ann.1");
            hears(onceMore, place(2, 2));
            other.assertOpen();
            List.of(later, again, onceMore).forEach(RawClient::close);
        }
    }
}
