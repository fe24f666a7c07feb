package io.decart4j.reactor;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.MediaException;
import io.decart4j.input.ImageSource;
import io.decart4j.input.SetInput;
import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Everything that users, servers, networks and the clock can do to a session. */
final class Steps {

    private Steps() {}

    /** One of them; its text is what a failing try prints. */
    record Step(String name, Consumer<Play> action) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Arbitrary<Step> any() {
        return Arbitraries.frequencyOf(
                Tuple.of(20, progress()),
                Tuple.of(20, command()),
                Tuple.of(16, message()),
                Tuple.of(8, fault()),
                Tuple.of(8, time()),
                Tuple.of(3, watching()),
                Tuple.of(1, ending()));
    }

    /** What has to happen for a session to get anywhere. */
    private static Arbitrary<Step> progress() {
        return Arbitraries.of(
                connect(),
                step("open", Play::open),
                step("accept", play -> play.answers(true)),
                step("media up", play -> play.media(false, ScriptedConnection::mediaUp)),
                step("up", Steps::up),
                step("lost and up", play -> {
                    play.dies(ScriptedConnection::drops);
                    play.time.advanceTimeBy(Duration.ofSeconds(10));
                    up(play);
                }));
    }

    private static void up(Play play) {
        play.open();
        play.answers(true);
        play.media(false, ScriptedConnection::mediaUp);
    }

    private static Arbitrary<Step> command() {
        return Arbitraries.of(
                step("setPrompt a", play -> play.setPrompt("a")),
                step("setPrompt b", play -> play.setPrompt("b")),
                step("set a", play -> play.set(SetInput.prompt("a"))),
                step("set b, image kept", play -> play.set(SetInput.prompt("b").keepImage())),
                step("setImage file", play -> play.setImage(ImageSource.file("file_1"))),
                step("clear image", play -> play.setImage(ImageSource.clear())),
                step("cancel newest", play -> play.cancelCommand(play.commands.size() - 1)),
                step(
                        "cancel oldest waiting",
                        play -> play.commands.stream()
                                .filter(command -> command.total() == 0 && !command.cancelled)
                                .findFirst()
                                .ifPresent(Ends::cancel)));
    }

    private static Arbitrary<Step> message() {
        Arbitrary<ServerMessage> messages = Arbitraries.of(List.of(
                new ServerMessage.PromptAck("a", true, null),
                new ServerMessage.PromptAck("b", true, null),
                new ServerMessage.PromptAck("a", false, "moderated"),
                new ServerMessage.PromptAck(null, true, null),
                new ServerMessage.PromptAck("nobody", true, null),
                new ServerMessage.SetImageAck(true, null),
                new ServerMessage.SetImageAck(false, "moderated"),
                new ServerMessage.SessionId("s", "10.0.0.5", 9090),
                new ServerMessage.SessionId("", "", 0),
                new ServerMessage.SessionId("s\ud800", "10.0.0.5", 70_000),
                new ServerMessage.SessionId("s\ud800", "10.0.0.5", 9090),
                new ServerMessage.Answer("v=0"),
                new ServerMessage.Offer("v=0"),
                new ServerMessage.IceCandidate(null),
                new ServerMessage.IceRestart(null),
                new ServerMessage.Ready(),
                new ServerMessage.GenerationStarted(),
                new ServerMessage.GenerationTick(-1),
                new ServerMessage.GenerationEnded(5, "disconnect"),
                new ServerMessage.ErrorMessage("Server at capacity"),
                new ServerMessage.Status("entering queue"),
                new ServerMessage.QueuePosition(3, 10),
                new ServerMessage.Unknown("brand_new")));
        Arbitrary<Integer> back = Arbitraries.of(0, 0, 0, 0, 1);
        return messages.flatMap(message ->
                back.map(which -> step("-" + which + " says " + message, play -> play.says(which, message))));
    }

    private static Arbitrary<Step> fault() {
        return Arbitraries.of(
                step("refuse", play -> play.refuse(ConnectionException.failed("no", null))),
                step("drop", play -> play.dies(ScriptedConnection::drops)),
                step("close 1000", play -> play.dies(connection -> connection.closes(1000, ""))),
                step("close 1011", play -> play.dies(connection -> connection.closes(1011, "oh"))),
                step(
                        "media lost",
                        play -> play.media(true, connection -> connection.mediaLost(MediaException.lost("ICE")))),
                step("writes fail", play -> play.latest(connection -> connection.sendFails = true)),
                step("slow goodbye", play -> play.latest(connection -> connection.goodbye = Duration.ofSeconds(3))));
    }

    private static Arbitrary<Step> time() {
        return Arbitraries.of(1, 1_000, 5_000, 16_000, 31_000, 301_000)
                .map(millis -> step(millis + " ms", play -> play.time.advanceTimeBy(Duration.ofMillis(millis))));
    }

    private static Arbitrary<Step> watching() {
        return Arbitraries.of(
                step("subscribe", Play::subscribe),
                step(
                        "cancel events",
                        play -> play.subscriptions
                                .get(play.subscriptions.size() - 1)
                                .cancel()),
                step(
                        "cancel video",
                        play -> play.videos.get(play.videos.size() - 1).cancel()));
    }

    /** After these there is not much left to go wrong. */
    private static Arbitrary<Step> ending() {
        return Arbitraries.of(
                says(new ServerMessage.GenerationEnded(5, "insufficient_credits")),
                says(new ServerMessage.ErrorMessage("Insufficient credits")),
                step("refuse for good", play -> play.refuse(ConnectionException.closed(1008, "no"))),
                step("close 1013", play -> play.dies(connection -> connection.closes(1013, "limit"))),
                step("cancel connect", play -> play.connects.forEach(Ends::cancel)),
                step("disconnect", play -> play.disconnects.add(new Ends("disconnect", play.session.disconnect()))));
    }

    static Step connect() {
        return step("connect", play -> play.connects.add(new Ends("connect", play.session.connect())));
    }

    private static Step says(ServerMessage message) {
        return step("says " + message, play -> play.says(0, message));
    }

    private static Step step(String name, Consumer<Play> action) {
        return new Step(name, action);
    }
}
