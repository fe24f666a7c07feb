package io.decart4j.message;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Every message that can be sent, at random. */
final class Messages {

    private Messages() {}

    /** Any text that UTF-8 can carry, quotes, control characters and pairs of surrogates included. */
    static Arbitrary<String> text() {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.chars().ascii().map(String::valueOf)),
                        Tuple.of(2, Arbitraries.of("é", "…", "\u2028", "😀", "𝕏", "\"", "\\", "\r\n", "\0")))
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    private static Arbitrary<Boolean> bool() {
        return Arbitraries.of(true, false);
    }

    private static Arbitrary<Candidate> candidate() {
        return Combinators.combine(
                        text(),
                        text().injectNull(0.3),
                        Arbitraries.integers().between(0, 5).injectNull(0.3),
                        text().injectNull(0.3))
                .as(Candidate::new);
    }

    private static Arbitrary<ImagePayload> image() {
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(5000).map(ImagePayload.Inline::new),
                text().map(ImagePayload.Reference::new));
    }

    static Arbitrary<ClientMessage> client() {
        return Arbitraries.oneOf(List.of(
                state(),
                text().map(ClientMessage.Offer::new),
                text().map(ClientMessage.Answer::new),
                candidate().injectNull(0.2).map(ClientMessage.IceCandidate::new),
                join()));
    }

    private static Arbitrary<ClientMessage> state() {
        return Arbitraries.oneOf(List.of(
                Combinators.combine(text(), bool().injectNull(0.3)).as(ClientMessage.Prompt::new),
                Combinators.combine(image().injectNull(0.3), text().injectNull(0.3), bool().injectNull(0.3))
                        .as(ClientMessage.SetImage::new),
                Arbitraries.just(new ClientMessage.Passthrough())));
    }

    private static Arbitrary<ClientMessage> join() {
        return Combinators.combine(
                        bool().injectNull(0.3),
                        bool(),
                        state().injectNull(0.3)
                                .map(ClientMessage.EmbeddedState::new)
                                .injectNull(0.3))
                .as(ClientMessage.LivekitJoin::new);
    }

    static Arbitrary<ServerMessage> server() {
        Arbitrary<Integer> count = Arbitraries.integers();
        Arbitrary<Double> seconds = Arbitraries.oneOf(
                Arbitraries.doubles().between(-1e9, 1e18),
                Arbitraries.integers().between(0, 100_000).map(Integer::doubleValue));
        Arbitrary<ServerMessage.TurnConfig> turn = Combinators.combine(
                        text().list().ofMaxSize(3), text().injectNull(0.2), text().injectNull(0.2))
                .as(ServerMessage.TurnConfig::new);
        return Arbitraries.oneOf(List.of(
                Combinators.combine(text(), text(), count).as(ServerMessage.SessionId::new),
                Combinators.combine(text().injectNull(0.2), bool(), text().injectNull(0.5))
                        .as(ServerMessage.PromptAck::new),
                Combinators.combine(bool(), text().injectNull(0.5)).as(ServerMessage.SetImageAck::new),
                text().map(ServerMessage.Answer::new),
                text().map(ServerMessage.Offer::new),
                candidate().injectNull(0.2).map(ServerMessage.IceCandidate::new),
                Arbitraries.of(new ServerMessage.Ready(), new ServerMessage.GenerationStarted()),
                seconds.map(ServerMessage.GenerationTick::new),
                Combinators.combine(seconds, text()).as(ServerMessage.GenerationEnded::new),
                text().map(ServerMessage.ErrorMessage::new),
                turn.injectNull(0.2).map(ServerMessage.IceRestart::new),
                text().map(ServerMessage.Status::new),
                Combinators.combine(count, count).as(ServerMessage.QueuePosition::new),
                Combinators.combine(text(), text(), text(), text()).as(ServerMessage.LivekitRoomInfo::new)));
    }
}
