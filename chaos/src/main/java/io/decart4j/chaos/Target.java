package io.decart4j.chaos;

import io.decart4j.testkit.Faults;
import io.decart4j.testkit.ImpairedRelay;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whom a fault meets, and what is left to chance in it.
 *
 * @param one of the sessions, null for all of them
 * @param session its faults, or the server's
 * @param server the server's faults, which concern all sessions and those to come
 * @param hangUp a server that hangs up on everybody
 */
record Target(
        @Nullable SessionSlot one,
        List<SessionSlot> all,
        Faults session,
        Faults server,
        Testbed testbed,
        HangUp hangUp,
        Random random) {

    /** Faults of the one session, or of all. */
    Faults faults() {
        return session;
    }

    /** The same for a fault that no session survives, which is noted. */
    Faults endForGood() {
        subjects().forEach(SessionSlot::mayEndForGood);
        return session;
    }

    private List<SessionSlot> subjects() {
        return one == null ? all : List.of(one);
    }

    /** The one session, or all of them. */
    List<ObservedSession> lives() {
        return subjects().stream().map(SessionSlot::observed).toList();
    }

    void eachUsersCode(Consumer<UsersCode> what) {
        lives().forEach(life -> what.accept(life.usersCode()));
    }

    /** Faults of coming connections: makes sure that there is one. */
    Faults reconnecting() {
        session.drop();
        return server;
    }

    /** What can be done to a network of packets. */
    ImpairedRelay relay() {
        return ((DirectTestbed) testbed).relay();
    }

    /** What can be done to rooms and the way to them. */
    RoomTestbed rooms() {
        return (RoomTestbed) testbed;
    }

    /** The rooms of the one session, or of all. */
    List<String> roomNames() {
        return testbed.server().sessions().stream()
                .filter(each -> one == null || one.is(each))
                .flatMap(each -> each.room().stream())
                .toList();
    }

    boolean isForAll() {
        return one == null;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    int number(int below) {
        return random.nextInt(below);
    }

    double share() {
        return random.nextDouble();
    }

    Duration upTo(Duration most) {
        return Duration.ofMillis(1 + random.nextInt((int) most.toMillis()));
    }
}
