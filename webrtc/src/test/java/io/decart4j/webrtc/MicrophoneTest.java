package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

/** Sound that really comes in, refused or taken. */
class MicrophoneTest {

    @RegisterExtension
    final TwoRuntimes runtimes = new TwoRuntimes();

    @Test
    void soundThatIsRefusedIsNotSent() throws InterruptedException {
        PeerConnection peer =
                runtimes.one.open(PeerOptions.none()).blockOptional(Pair.LIMIT).orElseThrow();
        try (Microphone browser = new Microphone(peer)) {
            assertThat(browser.call()).contains("a=inactive");
            assertThat(browser.connected.await(20, TimeUnit.SECONDS)).isTrue();

            Flux.interval(Duration.ofMillis(10))
                    .take(30)
                    .doOnNext(tick -> browser.tenMilliseconds())
                    .blockLast(Pair.LIMIT);

            assertThat(browser.packetsSent().block(Pair.LIMIT)).isZero();
        }
    }

    @Test
    void soundThatIsTakenArrivesQuietly() throws InterruptedException {
        PeerConnection peer =
                runtimes.one.open(PeerOptions.none()).blockOptional(Pair.LIMIT).orElseThrow();
        peer.receiveAudio().block(Pair.LIMIT);
        try (Microphone browser = new Microphone(peer)) {
            browser.call();
            assertThat(browser.connected.await(20, TimeUnit.SECONDS)).isTrue();

            Long sent = Flux.interval(Duration.ofMillis(10))
                    .onBackpressureDrop()
                    .doOnNext(tick -> browser.tenMilliseconds())
                    .concatMap(tick -> browser.packetsSent())
                    .filter(packets -> packets > 10)
                    .blockFirst(Pair.LIMIT);

            assertThat(sent).isNotNull();
        }
    }
}
