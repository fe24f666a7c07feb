package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.internal.signal.ParticipantUpdate;
import io.decart4j.livekit.internal.signal.SignalCodec;
import io.decart4j.livekit.internal.signal.SignalResponse;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerOptions;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels;
import livekit.LivekitRtc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the room knows of others, as messages and the ends of stays make it. */
class RoomModelTest {

    @RegisterExtension
    final Machine machine = new Machine();

    private PeerConnection peer;

    @BeforeEach
    void open() {
        peer = machine.runtime()
                .open(PeerOptions.none())
                .blockOptional(Machine.PATIENCE)
                .orElseThrow();
    }

    @AfterEach
    void close() {
        peer.close().block(Machine.PATIENCE);
    }

    @Test
    void aDescriptionThatComesAfterItsStayTellsNothing() {
        RoomModel view = new RoomModel(new RoomEvents(), null);
        view.joined(join(bob("TR_1")), peer);
        view.lost();

        view.described(peer, Map.of("0", "TR_1"));

        view.lost();
        view.closed();
        assertThat(view.tracks().collectList().block(Machine.PATIENCE)).isEmpty();
    }

    @Test
    void aDescriptionOfTheStayTellsItsTracks() {
        RoomModel view = new RoomModel(new RoomEvents(), null);
        view.joined(join(bob("TR_1")), peer);

        view.described(peer, Map.of("0", "TR_1"));

        assertThat(view.tracks().map(RemoteTrack::sid).blockFirst(Machine.PATIENCE))
                .isEqualTo("TR_1");
        view.closed();
    }

    @Test
    void aTrackThatIsGoneIsNoLongerAnException() {
        RoomModel view = new RoomModel(new RoomEvents(), identity -> true);
        assertThat(view.joined(join(bob("TR_1")), peer)).containsExactly("TR_1");

        assertThat(view.updated(update(bob("TR_2").setVersion(1)))).containsExactly("TR_2");

        assertThat(view.exceptions()).containsExactly("TR_2");
        view.updated(update(bob("TR_2").setVersion(2).setState(LivekitModels.ParticipantInfo.State.DISCONNECTED)));
        assertThat(view.exceptions()).isEmpty();
        view.closed();
    }

    private static LivekitModels.ParticipantInfo.Builder bob(String track) {
        return Script.participant("PA_2", "bob", track);
    }

    private static SignalResponse.Join join(LivekitModels.ParticipantInfo.Builder other) {
        LivekitRtc.SignalResponse.Builder join = Script.join("PA_1");
        join.getJoinBuilder().addOtherParticipants(other);
        return (SignalResponse.Join) read(join);
    }

    private static List<ParticipantUpdate> update(LivekitModels.ParticipantInfo.Builder participant) {
        return ((SignalResponse.Update) read(Script.update(participant))).participants();
    }

    private static SignalResponse read(LivekitRtc.SignalResponse.Builder message) {
        return SignalCodec.read(ByteBuffer.wrap(message.build().toByteArray()));
    }
}
