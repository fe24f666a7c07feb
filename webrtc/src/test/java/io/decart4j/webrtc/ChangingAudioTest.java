package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.AudioFrame;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;

/** Sound whose rate or number of channels changes while it is sent: each frame says what it is, and the tone stays. */
class ChangingAudioTest {

    private static final String PCMU = "0";

    @RegisterExtension
    final TwoRuntimes runtimes = new TwoRuntimes();

    /** WebRTC has one mixer for all that a process hears, and it asks each track for its rate. */
    @Test
    void receivedSoundTakesAnotherRateWhenAnotherConnectionOfTheProcessHasOne() {
        Pair telephone = runtimes.pair();
        AudioSender low =
                telephone.caller().sendAudio("sound").blockOptional(Pair.LIMIT).orElseThrow();
        telephone.callee().receiveAudio().block(Pair.LIMIT);
        telephone.negotiate(offer -> only(PCMU, offer));
        Tone tone = Tone.of(600);
        Disposable feed = tone.feed(low);
        hear(tone, telephone.callee(), 8_000);

        Pair other = runtimes.pair();
        AudioSender high =
                other.caller().sendAudio("sound").blockOptional(Pair.LIMIT).orElseThrow();
        other.callee().receiveAudio().block(Pair.LIMIT);
        other.negotiate();
        Disposable second = Tone.of(1000).feed(high);
        hear(Tone.of(1000), other.callee(), 48_000);
        hear(tone, telephone.callee(), 48_000);

        feed.dispose();
        second.dispose();
    }

    @Test
    void sentSoundMayChangeBothInTheMiddle() {
        Pair pair = runtimes.pair();
        AudioSender sender =
                pair.caller().sendAudio("sound").blockOptional(Pair.LIMIT).orElseThrow();
        pair.callee().receiveAudio().block(Pair.LIMIT);
        pair.negotiate();
        for (Tone tone :
                List.of(new Tone(600, 48_000, 2, 480), new Tone(900, 16_000, 1, 333), new Tone(700, 44_100, 2, 1000))) {
            Disposable feed = tone.feed(sender);
            tone.hear(pair.callee());
            feed.dispose();
        }
    }

    /** Half a second of the tone, in frames of this rate alone. */
    private static void hear(Tone tone, PeerConnection at, int sampleRate) {
        List<AudioFrame> heard = at.remote()
                .audio()
                .filter(frame -> frame.sampleRate() == sampleRate)
                .buffer(50)
                .filter(tone::isIn)
                .blockFirst(Pair.LIMIT);
        assertThat(heard).isNotNull().allMatch(frame -> frame.channels() == 1 && frame.samples() == sampleRate / 100);
    }

    /** An offer of one codec, by its payload type. */
    private static String only(String type, String offer) {
        return Stream.of(offer.split("\r\n"))
                .map(line -> line.replaceFirst("^(m=audio \\d+ \\S+) .*", "$1 " + type))
                .filter(line -> !line.matches("a=(rtpmap|fmtp|rtcp-fb):(?!" + type + " ).*"))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }
}
