package io.decart4j.livekit.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.Participant;
import io.decart4j.livekit.TrackInfo;
import io.decart4j.livekit.TrackKind;
import io.decart4j.livekit.TrackSource;
import io.decart4j.livekit.internal.signal.ParticipantUpdate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParticipantsTest {

    private final Participants roster = new Participants();

    @Test
    void comesChangesAndGoes() {
        assertThat(roster.join("me", List.of(seen("PA_1", "bob", 1), seen("PA_0", "me", 1))))
                .containsExactly(new Participants.Change.Joined(person("PA_1", "bob")));
        assertThat(roster.apply(List.of(seen("PA_1", "bob", 2, "TR_1"))))
                .containsExactly(new Participants.Change.Updated(person("PA_1", "bob", "TR_1")));
        assertThat(roster.owner("TR_1").orElseThrow().participant().identity()).isEqualTo("bob");
        assertThat(roster.apply(List.of(gone("PA_1", "bob", 3))))
                .containsExactly(new Participants.Change.Left(person("PA_1", "bob")));
        assertThat(roster.participants()).isEmpty();
        assertThat(roster.owner("TR_1")).isEmpty();
    }

    @Test
    void whatIsOlderOrTheSameSaysNothing() {
        roster.join("me", List.of(seen("PA_1", "bob", 5, "TR_1")));

        assertThat(roster.apply(List.of(seen("PA_1", "bob", 4)))).isEmpty();
        assertThat(roster.apply(List.of(gone("PA_1", "bob", 4)))).isEmpty();
        assertThat(roster.apply(List.of(seen("PA_1", "bob", 6, "TR_1")))).isEmpty();
        assertThat(roster.owner("TR_1")).isPresent();
    }

    @Test
    void anotherStayOfTheSameIdentityReplacesTheFirst() {
        roster.join("me", List.of(seen("PA_1", "bob", 5, "TR_1")));

        assertThat(roster.apply(List.of(seen("PA_2", "bob", 1))))
                .containsExactly(
                        new Participants.Change.Left(person("PA_1", "bob", "TR_1")),
                        new Participants.Change.Joined(person("PA_2", "bob")));
        assertThat(roster.apply(List.of(gone("PA_1", "bob", 9)))).isEmpty();
        assertThat(roster.participants()).hasSize(1);
    }

    @Test
    void aNewStayOfThisClientComparesWhoIsThere() {
        roster.join("me", List.of(seen("PA_1", "bob", 5), seen("PA_2", "eve", 5)));

        assertThat(roster.join("me", List.of(seen("PA_1", "bob", 5), seen("PA_3", "dan", 1))))
                .containsExactly(
                        new Participants.Change.Left(person("PA_2", "eve")),
                        new Participants.Change.Joined(person("PA_3", "dan")));
    }

    static ParticipantUpdate seen(String sid, String identity, int version, String... tracks) {
        return new ParticipantUpdate(person(sid, identity, tracks), version, false, null);
    }

    private static ParticipantUpdate gone(String sid, String identity, int version) {
        return new ParticipantUpdate(person(sid, identity), version, true, null);
    }

    private static Participant person(String sid, String identity, String... tracks) {
        return new Participant(
                sid,
                identity,
                "",
                "",
                Map.of(),
                List.of(tracks).stream()
                        .map(track -> new TrackInfo(track, TrackKind.VIDEO, TrackSource.CAMERA, "", false, 0, 0))
                        .toList());
    }
}
