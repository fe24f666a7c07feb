package io.decart4j.chaos;

import io.decart4j.reactor.Transport;
import io.decart4j.testkit.Break;
import io.decart4j.testkit.HandshakePhase;
import io.decart4j.testkit.NetworkImpairment;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everything that is done to sessions: all kinds of the local server's faults, of the relay's, and what can happen to rooms. */
enum Fault {
    DROP(target -> target.faults().drop()),
    DROP_SOCKET_ALONE(target -> target.faults().dropSocketAlone()),
    CLOSE(target -> target.faults().close(target.one(List.of(1000, 1001, 1011, 1012, 4000, 4999)), "chaos")),
    SILENCE(target -> target.faults().silence()),
    CLOSE_PEER(target -> target.faults().closePeer()),
    EXHAUST_CREDITS(target -> {
        target.endForGood().exhaustCredits();
        // Those that follow are paid: nobody would be left otherwise.
        target.server().restoreCredits();
    }),
    END_BY_MODERATION(target -> target.endForGood().endByModeration()),
    END_BEHIND_MEDIA(target -> target.endForGood()
            .endBehindMedia(
                    target.one(List.of("insufficient_credits", "moderation_violation", "timeout")),
                    target.upTo(Duration.ofMillis(250)))),
    ERROR(target -> target.faults().error("the model has stumbled")),
    PERMANENT_ERROR(target -> {
        target.endForGood().error("Invalid session: session not found");
        target.faults().close(1000, "chaos");
    }),
    SEND(target -> target.faults().send(target.one(Garbage.TEXTS))),
    SEND_LARGE(target -> target.faults().sendLarge(64 + target.number(2 << 20))),
    REPEAT_ANSWER(Transport.DIRECT, target -> target.faults().repeatAnswer()),
    REPEAT_SESSION_ID(target -> target.faults().repeatSessionId()),
    ICE_RESTART(target -> target.faults().iceRestart("turn:127.0.0.1:9?transport=udp", "user", "secret")),
    DELAY_ACKS(target -> target.faults().delayAcks(target.upTo(Duration.ofMillis(1500)))),
    WITHHOLD_ACKS(target -> target.faults().withholdAcks()),
    DUPLICATE_ACKS(target -> target.faults().duplicateAcks()),
    OMIT_ACK_ERRORS(target -> target.faults().omitAckErrors()),
    ACK_OTHER_PROMPT(target -> target.faults().ackOtherPrompt("another prompt")),
    REJECT_COMMANDS(target -> target.faults().rejectCommands("not now")),
    ACKNOWLEDGE_BEFORE_ROOM_INFO(target -> target.faults().acknowledgeBeforeRoomInfo()),
    WITHHOLD_ANSWERS(Transport.DIRECT, target -> target.reconnecting().withholdAnswers()),
    SEND_CANDIDATES_EARLY(Transport.DIRECT, target -> target.reconnecting().sendCandidatesEarly()),
    END_CANDIDATES(Transport.DIRECT, target -> target.reconnecting().endCandidates()),
    STOP_MEDIA(target -> target.faults().stopMedia()),
    REFUSE_NEXT(target -> target.reconnecting().refuseNext(1 + target.number(2))),
    ANSWER_UNAVAILABLE(target -> target.reconnecting().answerUnavailable(1 + target.number(2))),
    BREAK_NEXT(target -> target.reconnecting()
            .breakNext(1, target.one(List.of(HandshakePhase.values())), target.one(List.of(Break.values())))),
    CLOSE_NEXT(target -> target.reconnecting()
            .closeNext(
                    1, target.one(List.of(HandshakePhase.values())), target.one(List.of(1001, 1011, 4000)), "chaos")),
    ERROR_NEXT(target ->
            target.reconnecting().errorNext(1, target.one(List.of(HandshakePhase.values())), "the model is not ready")),
    HANG_UP(target -> target.hangUp().begin(Duration.ofSeconds(2).plus(target.upTo(Duration.ofSeconds(3))))),
    READER_THROWS(target -> target.eachUsersCode(UsersCode::readerThrows)),
    LISTENER_THROWS(target -> target.eachUsersCode(UsersCode::listenerThrows)),
    LISTENER_SLEEPS(target -> target.eachUsersCode(UsersCode::listenerSleeps)),
    LISTENER_BLOCKS(target -> target.eachUsersCode(UsersCode::listenerBlocks)),
    INSTRUMENTATION_THROWS(target -> target.testbed().instrumentation().throwsFor(target.upTo(Duration.ofSeconds(3)))),
    INSTRUMENTATION_SLOW(target -> target.testbed().instrumentation().slowFor(target.upTo(Duration.ofSeconds(3)))),
    RETRY_IF_THROWS(target -> {
        target.lives().forEach(life -> life.retries().throwNext());
        target.faults().drop();
    }),
    SOURCE_THROWS_WHEN_CANCELLED(
            target -> target.eachUsersCode(code -> code.sourceThrowsWhenCancelled(SessionSlot.pattern()))),
    NETWORK_DELAY(
            Transport.DIRECT,
            target -> target.relay()
                    .impair(NetworkImpairment.NONE.withDelay(
                            target.upTo(Duration.ofMillis(150)), target.upTo(Duration.ofMillis(80))))),
    NETWORK_LOSS(
            Transport.DIRECT,
            target -> target.relay().impair(NetworkImpairment.NONE.withLoss(0.02 + 0.3 * target.share()))),
    NETWORK_REORDERING(
            Transport.DIRECT,
            target -> target.relay().impair(NetworkImpairment.NONE.withReordering(0.3 * target.share()))),
    NETWORK_RATE(
            Transport.DIRECT,
            target -> target.relay().impair(NetworkImpairment.NONE.withRate(50_000 + target.number(500_000)))),
    NETWORK_OUTAGE(Transport.DIRECT, target -> target.relay().outage(target.upTo(Duration.ofSeconds(4)))),
    CUT_SIGNALS(Transport.LIVEKIT, target -> target.rooms().cutSignals()),
    REFUSE_SIGNALS(Transport.LIVEKIT, target -> target.rooms().refuseSignals(1 + target.number(4))),
    BLOCK_MEDIA(Transport.LIVEKIT, target -> target.rooms().blockMedia()),
    DELETE_ROOM(Transport.LIVEKIT, target -> target.rooms().deleteRooms(target.roomNames())),
    RESTART_LIVEKIT_SERVER(Transport.LIVEKIT, target -> target.rooms().restart());

    /** The one that it can happen to; null for all. */
    private final @Nullable Transport only;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
    private final Consumer<Target> what;

    Fault(Consumer<Target> what) {
        this.only = null;
        this.what = what;
    }

    Fault(Transport only, Consumer<Target> what) {
        this.only = only;
        this.what = what;
    }

    /** Those that there are for sessions of this transport. */
    static List<Fault> on(Transport transport) {
        return Arrays.stream(values())
                .filter(fault -> fault.only == null || fault.only == transport)
                .toList();
    }

    void on(Target target) {
        what.accept(target);
    }
}
