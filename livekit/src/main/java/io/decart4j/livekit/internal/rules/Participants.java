package io.decart4j.livekit.internal.rules;

import io.decart4j.livekit.Participant;
import io.decart4j.livekit.TrackInfo;
import io.decart4j.livekit.internal.signal.ParticipantUpdate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The other participants, by identity, as the updates of the server make them. Not thread-safe. */
public final class Participants {

    /** What an update changed. */
    public sealed interface Change {

        record Joined(Participant participant) implements Change {}

        record Updated(Participant participant) implements Change {}

        record Left(Participant participant) implements Change {}
    }

    /** Who has published a track. */
    public record Owned(Participant participant, TrackInfo track) {}

    private final Map<String, ParticipantUpdate> present = new LinkedHashMap<>();
    private String ownIdentity = "";

    /** A new stay: whoever is not among {@code others} has left, whoever has another sid came back. */
    public List<Change> join(String identity, Collection<ParticipantUpdate> others) {
        ownIdentity = identity;
        List<Change> changes = new ArrayList<>();
        List<String> there =
                others.stream().map(other -> other.participant().identity()).toList();
        for (ParticipantUpdate held : List.copyOf(present.values())) {
            if (!there.contains(held.participant().identity())) {
                present.remove(held.participant().identity());
                changes.add(new Change.Left(held.participant()));
            }
        }
        changes.addAll(apply(others));
        return changes;
    }

    public List<Change> apply(Collection<ParticipantUpdate> updates) {
        List<Change> changes = new ArrayList<>();
        for (ParticipantUpdate update : updates) {
            String identity = update.participant().identity();
            if (!identity.equals(ownIdentity)) {
                apply(update, present.get(identity), changes);
            }
        }
        return changes;
    }

    public List<Participant> participants() {
        return present.values().stream().map(ParticipantUpdate::participant).toList();
    }

    public Optional<Owned> owner(String trackSid) {
        return participants().stream()
                .flatMap(
                        participant -> participant.track(trackSid).map(track -> new Owned(participant, track)).stream())
                .findFirst();
    }

    private void apply(ParticipantUpdate update, @Nullable ParticipantUpdate held, List<Change> changes) {
        Participant participant = update.participant();
        if (held == null || !held.participant().sid().equals(participant.sid())) {
            // A late goodbye of an earlier stay says nothing about the present one.
            if (!update.gone()) {
                present.put(participant.identity(), update);
                if (held != null) {
                    changes.add(new Change.Left(held.participant()));
                }
                changes.add(new Change.Joined(participant));
            }
        } else if (update.version() >= held.version()) {
            if (update.gone()) {
                present.remove(participant.identity());
                changes.add(new Change.Left(participant));
            } else {
                present.put(participant.identity(), update);
                if (!participant.equals(held.participant())) {
                    changes.add(new Change.Updated(participant));
                }
            }
        }
    }
}
