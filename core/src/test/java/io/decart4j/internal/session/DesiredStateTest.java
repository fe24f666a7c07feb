package io.decart4j.internal.session;

import static io.decart4j.message.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.message.ClientMessage;
import io.decart4j.message.ClientMessage.Passthrough;
import io.decart4j.message.ClientMessage.Prompt;
import io.decart4j.message.ClientMessage.SetImage;
import io.decart4j.message.ImagePayload;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each acknowledged message leaves in force, and the message that brings a new server session there. */
class DesiredStateTest {

    private static final ImagePayload OLD = new ImagePayload.Reference("file_old");
    private static final ImagePayload NEW = new ImagePayload.Inline(new byte[] {1, 2, 3, 4});
    private static final DesiredState BEFORE = new DesiredState("old", false, OLD);

    /** The calls of table 4.3, each acknowledged while another prompt and another image are in force. */
    static final List<Arguments> TABLE = List.of(
            Arguments.of("set(prompt)", new SetImage(null, "p", true), new DesiredState("p", true, null)),
            Arguments.of("set(image)", new SetImage(NEW, null, true), new DesiredState("old", false, NEW)),
            Arguments.of("set(both)", new SetImage(NEW, "p", false), new DesiredState("p", false, NEW)),
            Arguments.of("set(no image)", new SetImage(null, null, true), new DesiredState("old", false, null)),
            Arguments.of("setImage(image)", new SetImage(NEW, null, null), new DesiredState("old", false, NEW)),
            Arguments.of("setImage(prompt)", new SetImage(null, "p", null), new DesiredState("p", null, null)),
            Arguments.of("setPrompt", new Prompt("p", true), new DesiredState("p", true, OLD)),
            Arguments.of(
                    "set(reference)",
                    new SetImage(new ImagePayload.Reference("file_1"), "p", true),
                    new DesiredState("p", true, new ImagePayload.Reference("file_1"))),
            Arguments.of("passthrough", new Passthrough(), DesiredState.PASSTHROUGH));

    @ParameterizedTest(name = "{0}")
    @FieldSource("TABLE")
    void holdsWhatWasAcknowledged(String call, ClientMessage acknowledged, DesiredState after) {
        assertThat(BEFORE.after(acknowledged)).isEqualTo(after);
    }

    @ParameterizedTest
    @MethodSource
    void isNotChangedByWhatSetsNothing(ClientMessage message) {
        assertThat(BEFORE.after(message)).isSameAs(BEFORE);
    }

    static Stream<ClientMessage> isNotChangedByWhatSetsNothing() {
        return Stream.of(
                new ClientMessage.Offer("v=0"),
                new ClientMessage.Answer("v=0"),
                new ClientMessage.IceCandidate(null),
                new ClientMessage.Unknown("set_everything"));
    }

    /** The frames of section 3.5. */
    @Test
    void isRestoredInTheWordsOfAnInitialState() {
        assertThat(json(DesiredState.PASSTHROUGH.toMessage()))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":null}");
        assertThat(json(new DesiredState("p", true, null).toMessage()))
                .isEqualTo("{\"type\":\"prompt\",\"prompt\":\"p\",\"enhance_prompt\":true}");
        assertThat(json(new DesiredState("p", null, null).toMessage()))
                .isEqualTo("{\"type\":\"prompt\",\"prompt\":\"p\"}");
        assertThat(json(new DesiredState(null, null, NEW).toMessage()))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":\"AQIDBA==\"}");
        assertThat(json(new DesiredState("p", false, NEW).toMessage()))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":\"AQIDBA==\",\"prompt\":\"p\","
                        + "\"enhance_prompt\":false}");
    }

    /** The word about enhancing belongs to a prompt; without one nothing is said. */
    @Test
    void saysNothingOfEnhancingWithoutAPrompt() {
        assertThat(new DesiredState(null, true, NEW).toMessage()).isEqualTo(new SetImage(NEW, null, null));
        assertThat(new DesiredState(null, true, null).toMessage()).isEqualTo(new Passthrough());
    }

    /** A reconnect repeats the state, and the one after that repeats the same. */
    @Property
    void comesBackFromItsMessage(@ForAll("commands") List<ClientMessage> acknowledged) {
        DesiredState state = DesiredState.PASSTHROUGH;
        for (ClientMessage message : acknowledged) {
            state = state.after(message);
        }

        assertThat(DesiredState.PASSTHROUGH.after(state.toMessage())).isEqualTo(state);
    }

    @Provide
    Arbitrary<List<ClientMessage>> commands() {
        Arbitrary<String> prompts = Arbitraries.of("p", "q");
        Arbitrary<Boolean> enhance = Arbitraries.of(true, false).injectNull(0.3);
        Arbitrary<ImagePayload> images = Arbitraries.of(OLD, NEW);
        return Arbitraries.<ClientMessage>oneOf(List.of(
                        Combinators.combine(prompts, enhance).as(Prompt::new),
                        Combinators.combine(images.injectNull(0.3), prompts.injectNull(0.3), enhance)
                                .as(SetImage::new),
                        Arbitraries.just(new Passthrough())))
                .list()
                .ofMaxSize(6);
    }
}
