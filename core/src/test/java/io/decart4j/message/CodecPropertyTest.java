package io.decart4j.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.SignalingException;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every message and for every frame. */
class CodecPropertyTest {

    /** Stands in every string of the frames that are broken below. */
    private static final String SECRET = "zebra";

    @Property(tries = 500)
    void everyClientMessageComesBack(@ForAll("client") ClientMessage message) {
        byte[] frame = Wire.json(message).getBytes(UTF_8);

        assertThat(SignalingCodec.readClientMessage(frame)).isEqualTo(message);
        assertThat(SignalingCodec.readClientMessage(new ByteArrayInputStream(frame)))
                .isEqualTo(message);
        assertThat(SignalingCodec.sizeHint(message)).isPositive();
    }

    @Property(tries = 500)
    void everyServerMessageComesBack(@ForAll("server") ServerMessage message) {
        byte[] frame = Wire.json(message).getBytes(UTF_8);

        assertThat(SignalingCodec.readServerMessage(frame)).isEqualTo(message);
        assertThat(SignalingCodec.readServerMessage(new ByteArrayInputStream(frame)))
                .isEqualTo(message);
    }

    @Property(tries = 1000)
    void aBrokenFrameIsAMessageOrANamedFault(@ForAll("broken") byte[] frame) {
        endsWell(frame, SignalingCodec::readServerMessage);
        endsWell(frame, SignalingCodec::readClientMessage);
        endsWell(frame, bytes -> SignalingCodec.readClientMessage(new ByteArrayInputStream(bytes)));
    }

    @Property(tries = 500)
    void randomBytesAreAMessageOrANamedFault(@ForAll byte[] frame) {
        endsWell(frame, SignalingCodec::readServerMessage);
        endsWell(frame, SignalingCodec::readClientMessage);
    }

    private static void endsWell(byte[] frame, Consumer<byte[]> read) {
        try {
            read.accept(frame);
        } catch (SignalingException e) {
            assertThat(e).hasNoCause().hasMessageStartingWith("Malformed message: ");
            assertThat(e.getMessage()).doesNotContain(SECRET).hasSizeLessThan(120);
        }
    }

    @Provide
    Arbitrary<ClientMessage> client() {
        return Messages.client();
    }

    @Provide
    Arbitrary<ServerMessage> server() {
        return Messages.server();
    }

    @Provide
    Arbitrary<byte[]> broken() {
        Arbitrary<byte[]> whole = Arbitraries.of(
                        "{'type':'prompt','prompt':'zebra','enhance_prompt':true}",
                        "{'type':'set_image','image_data':'zebrazebraze','prompt':'zebra','enhance_prompt':false}",
                        "{'type':'ice-candidate','candidate':{'candidate':'zebra','sdpMid':'0','sdpMLineIndex':0}}",
                        "{'type':'session_id','session_id':'zebra','server_ip':'zebra','server_port':9090}",
                        "{'type':'prompt_ack','prompt':'zebra','success':false,'error':'zebra'}",
                        "{'type':'generation_ended','seconds':42.5,'reason':'zebra'}",
                        "{'type':'ice-restart','turn_config':{'urls':['zebra'],'username':'zebra','credential':'zebra'}}",
                        "{'type':'livekit_join','passthrough':true,'initial_state':{'type':'prompt','prompt':'zebra'}}",
                        "{'type':'livekit_room_info','livekit_url':'zebra','token':'zebra','room_name':'zebra'}",
                        "{'type':'zebra','zebra':{'zebra':['zebra',1,null,true]}}")
                .map(text -> text.replace('\'', '"').getBytes(UTF_8));
        return Combinators.combine(
                        whole,
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 200),
                        Arbitraries.bytes())
                .as(CodecPropertyTest::broken);
    }

    private static byte[] broken(byte[] whole, int how, int where, byte with) {
        int at = where % whole.length;
        byte[] frame = whole.clone();
        switch (how) {
            case 0 -> frame[at] = with; // another byte
            case 1 -> frame = Arrays.copyOf(frame, at); // cut short
            case 2 -> { // a byte left out
                System.arraycopy(whole, at + 1, frame, at, whole.length - at - 1);
                frame = Arrays.copyOf(frame, whole.length - 1);
            }
            default -> { // a piece said twice
                frame = Arrays.copyOf(whole, whole.length * 2 - at);
                System.arraycopy(whole, at, frame, whole.length, whole.length - at);
            }
        }
        return frame;
    }
}
