package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.testkit.LocalDecartServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Whether an official client comes back is a matter of the words that it is refused with. */
class RefusalTest {

    private static Mono<Caller> byFate(ServerRequest request) {
        String fate = request.queryParam("api_key").orElse("");
        if (fate.startsWith("status-")) {
            return Mono.error(new ResponseStatusException(
                    HttpStatus.valueOf(Integer.parseInt(fate.substring(7))),
                    request.queryParam("why").orElse(null)));
        }
        return fate.equals("broken")
                ? Mono.error(new IllegalStateException("jdbc://host says no"))
                : ProxyHouse.byKey(request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "status-403 | Your+trial+is+over       | 1008 | Not allowed: Your trial is over",
                "status-402 | Insufficient+funds       | 1008 | Not allowed: Insufficient funds",
                "status-401 | none                     | 1008 | Unauthorized",
                "status-403 | This+page+is+not+allowed | 1008 | This page is not allowed",
                "status-429 | Too+many+from+you        | 1013 | Too many from you",
                "status-503 | users+are+away           | 1013 | The caller could not be checked",
                "broken     | none                     | 1013 | The caller could not be checked",
                "nobody     | none                     | 1008 | Unauthorized",
            })
    void saysWhetherASecondTryMayHelp(String key, String why, int code, String told) {
        try (ProxyHouse house = new ProxyHouse(LocalDecartServer.builder(), RefusalTest::byFate, proxy -> proxy);
                RawClient client = RawClient.open(house.url() + "/v1/stream?model=lucy-2.1&api_key=" + key
                        + (why == null ? "" : "&why=" + why))) {
            assertThat(client.closed().code()).isEqualTo(code);
            assertThat(client.closed().reasonText()).isEqualTo(told);
            assertThat(client.heard).containsExactly("{\"type\":\"error\",\"error\":\"" + told + "\"}");
            assertThat(house.service.sessions()).isEmpty();
        }
    }

    @Test
    void theKeyIsInNoRefusal() {
        try (ProxyHouse house = new ProxyHouse(
                        LocalDecartServer.builder(),
                        request -> Mono.error(
                                new ResponseStatusException(HttpStatus.FORBIDDEN, "dct_platform key/1 is not for you")),
                        proxy -> proxy);
                RawClient client = house.open("ann")) {
            assertThat(client.closed().reasonText()).isEqualTo("Not allowed: *** is not for you");
            assertThat(client.heard).noneMatch(text -> text.contains("dct_platform"));
        }
    }
}
