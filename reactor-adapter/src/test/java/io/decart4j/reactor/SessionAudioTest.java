package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.AudioFrame;
import io.decart4j.reactor.internal.media.LocalAudio;
import io.decart4j.reactor.internal.media.SessionAudio;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a subscriber of a session's sound gets of what its connections bring. */
class SessionAudioTest {

    private final SessionAudio sound = new SessionAudio(new LocalAudio(null, e -> {}));

    @Test
    void eachFrameKeepsItsOwnRateAndChannels() {
        CompletableFuture<List<AudioFrame>> heard = sound.frames().collectList().toFuture();
        AudioFrame stereo = AudioFrame.of(samples(1920), 48_000, 2, 10, 0);
        AudioFrame mono = AudioFrame.of(samples(960), 48_000, 1, 20, 1);
        AudioFrame low = AudioFrame.of(samples(160), 8_000, 1, 30, 0); // of the next connection

        sound.hear(each(stereo, mono)).block(Studio.PATIENCE);
        sound.hear(each(low)).block(Studio.PATIENCE);
        sound.close().block(Studio.PATIENCE);

        assertThat(heard).succeedsWithin(Studio.PATIENCE).satisfies(frames -> {
            assertThat(frames).extracting(AudioFrame::channels).containsExactly(2, 1, 1);
            assertThat(frames).extracting(AudioFrame::sampleRate).containsExactly(48_000, 48_000, 8_000);
            assertThat(frames).extracting(AudioFrame::sequence).containsExactly(0L, 1L, 2L);
            assertThat(frames)
                    .extracting(AudioFrame::toByteArray)
                    .containsExactly(stereo.toByteArray(), mono.toByteArray(), low.toByteArray());
        });
    }

    private static Function<Consumer<AudioFrame>, Mono<Void>> each(AudioFrame... frames) {
        return to -> Flux.just(frames).doOnNext(to).then();
    }

    private static byte[] samples(int bytes) {
        byte[] pcm = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            pcm[i] = (byte) (i * 7);
        }
        return pcm;
    }
}
