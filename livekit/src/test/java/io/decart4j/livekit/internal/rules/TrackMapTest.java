package io.decart4j.livekit.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackMapTest {

    private final Participants participants = new Participants();
    private final TrackMap map = new TrackMap();

    @BeforeEach
    void join() {
        participants.join("me", List.of());
    }

    @Test
    void anOfferWaitsForTheOwner() {
        map.describe(Map.of("1", "TR_1"));
        assertThat(settled()).isEmpty();

        bob(1, "TR_1");

        assertThat(settled()).containsExactly("+1 TR_1 bob");
        assertThat(settled()).isEmpty();
    }

    @Test
    void aSectionThatIsUsedAgainEndsOneTrackAndBeginsAnother() {
        bob(1, "TR_1", "TR_2");
        map.describe(Map.of("1", "TR_1"));
        assertThat(settled()).containsExactly("+1 TR_1 bob");

        map.describe(Map.of("1", "TR_2"));

        assertThat(settled()).containsExactly("-1 TR_1", "+1 TR_2 bob");
    }

    @Test
    void aTrackEndsWithItsSectionItsPublicationOrItsOwner() {
        bob(1, "TR_1", "TR_2", "TR_3");
        map.describe(Map.of("1", "TR_1", "2", "TR_2", "3", "TR_3"));
        assertThat(settled()).hasSize(3);

        map.describe(Map.of("2", "TR_2", "3", "TR_3"));
        assertThat(settled()).containsExactly("-1 TR_1");
        bob(2, "TR_3");
        assertThat(settled()).containsExactly("-2 TR_2");
        participants.join("me", List.of());
        assertThat(settled()).containsExactly("-3 TR_3");
    }

    @Test
    void aTrackThatMovesIsNeverInTwoSections() {
        bob(1, "TR_1");
        map.describe(Map.of("1", "TR_1"));
        assertThat(settled()).containsExactly("+1 TR_1 bob");

        map.describe(Map.of("1", "TR_1", "2", "TR_1"));
        assertThat(settled()).isEmpty();
        map.describe(Map.of("2", "TR_1"));

        assertThat(settled()).containsExactly("-1 TR_1", "+2 TR_1 bob");
    }

    @Test
    void clearingEndsEverythingAndForgetsTheOffer() {
        bob(1, "TR_1");
        map.describe(Map.of("1", "TR_1"));
        assertThat(settled()).hasSize(1);

        assertThat(map.clear().stream().map(TrackMapTest::text)).containsExactly("-1 TR_1");
        assertThat(settled()).isEmpty();
    }

    private void bob(int version, String... tracks) {
        participants.apply(List.of(ParticipantsTest.seen("PA_1", "bob", version, tracks)));
    }

    private List<String> settled() {
        return map.settle(participants::owner).stream().map(TrackMapTest::text).toList();
    }

    private static String text(TrackMap.Change change) {
        if (change instanceof TrackMap.Change.Begun begun) {
            return "+" + begun.mid() + " " + begun.owned().track().sid() + " "
                    + begun.owned().participant().identity();
        }
        TrackMap.Change.Ended ended = (TrackMap.Change.Ended) change;
        return "-" + ended.mid() + " " + ended.sid();
    }
}
