package io.decart4j.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /admin/…}: the faults and the log over HTTP, for clients that are not in this JVM. */
final class AdminApi {

    private static final int DAY_MILLIS = 24 * 60 * 60 * 1000;

    private final Sessions sessions;
    private final Faults all;
    private final LogRedaction elision;
    private final Map<String, Action> actions = new LinkedHashMap<>();

    private interface Action {
        void run(Faults faults, Query query, String body);
    }

    AdminApi(Sessions sessions, Faults all, LogRedaction elision) {
        this.sessions = sessions;
        this.all = all;
        this.elision = elision;
        actions.put("drop", (faults, query, body) -> faults.drop());
        actions.put("drop-socket", (faults, query, body) -> faults.dropSocketAlone());
        actions.put("close", (faults, query, body) -> faults.close(code(query), text(query, "reason", "")));
        actions.put("silence", (faults, query, body) -> faults.silence());
        actions.put("close-peer", (faults, query, body) -> faults.closePeer());
        actions.put("credits-exhausted", (faults, query, body) -> faults.exhaustCredits());
        actions.put("credits-restored", (faults, query, body) -> restoreCredits(faults, query));
        actions.put("moderation", (faults, query, body) -> faults.endByModeration());
        actions.put(
                "end-behind-media",
                (faults, query, body) -> faults.endBehindMedia(
                        text(query, "reason", "insufficient_credits"),
                        Duration.ofMillis(query.whole("ms", 100, 0, DAY_MILLIS))));
        actions.put("error", (faults, query, body) -> faults.error(text(query, "msg", "Scripted error")));
        actions.put("send", (faults, query, body) -> faults.send(body.isEmpty() ? query.required("text") : body));
        actions.put(
                "send-large", (faults, query, body) -> faults.sendLarge(query.whole("bytes", 20 << 20, 64, 256 << 20)));
        actions.put("repeat-answer", (faults, query, body) -> faults.repeatAnswer());
        actions.put(
                "ice-restart",
                (faults, query, body) -> faults.iceRestart(
                        query.required("url"), text(query, "username", ""), text(query, "credential", "")));
        actions.put("repeat-session-id", (faults, query, body) -> faults.repeatSessionId());
        actions.put(
                "ack-delay",
                (faults, query, body) -> faults.delayAcks(Duration.ofMillis(query.whole("ms", 1000, 0, DAY_MILLIS))));
        actions.put("no-ack", (faults, query, body) -> faults.withholdAcks());
        actions.put("duplicate-ack", (faults, query, body) -> faults.duplicateAcks());
        actions.put("bare-ack", (faults, query, body) -> faults.omitAckErrors());
        actions.put("wrong-ack", (faults, query, body) -> faults.ackOtherPrompt(text(query, "text", "something else")));
        actions.put(
                "reject", (faults, query, body) -> faults.rejectCommands(text(query, "error", "Scripted rejection")));
        actions.put("no-answer", (faults, query, body) -> faults.withholdAnswers());
        actions.put("early-acks", (faults, query, body) -> faults.acknowledgeBeforeRoomInfo());
        actions.put("early-candidates", (faults, query, body) -> faults.sendCandidatesEarly());
        actions.put("end-of-candidates", (faults, query, body) -> faults.endCandidates());
        actions.put("stop-media", (faults, query, body) -> faults.stopMedia());
        actions.put("refuse", (faults, query, body) -> refuse(faults, query));
        actions.put("break", (faults, query, body) -> breakNext(faults, query));
        actions.put(
                "close-next",
                (faults, query, body) ->
                        faults.closeNext(times(query), phase(query), code(query), text(query, "reason", "")));
        actions.put(
                "error-next",
                (faults, query, body) ->
                        faults.errorNext(times(query), phase(query), text(query, "msg", "Scripted error")));
        actions.put("reset", (faults, query, body) -> faults.reset());
    }

    Reply reply(boolean post, Query query, byte[] body) {
        String name = query.path().substring("/admin/".length());
        if (!post && name.equals("log")) {
            return Reply.ok(Map.of("sessions", log(), "viewers", viewers()));
        }
        Action action = actions.get(name);
        if (!post || action == null) {
            List<String> known = new ArrayList<>(List.of("GET /admin/log"));
            actions.keySet().forEach(each -> known.add("POST /admin/" + each));
            return new Reply(404, Map.of("error", "There is no such admin path", "paths", known));
        }
        try {
            List<ClientConnection> targets = targets(query);
            String sid = query.get("sid");
            Faults faults = sid == null ? all : targets.get(0).faults();
            action.run(faults, query, new String(body, StandardCharsets.UTF_8));
            return Reply.ok(Map.of(
                    "ok",
                    true,
                    "sessions",
                    targets.stream().map(ClientConnection::id).toList()));
        } catch (BadRequest e) {
            return Reply.error(400, String.valueOf(e.getMessage()));
        }
    }

    private List<ClientConnection> targets(Query query) {
        String sid = query.get("sid");
        if (sid == null) {
            return sessions.connections();
        }
        ClientConnection client = sessions.connection(sid);
        if (client == null) {
            throw new BadRequest("sid takes the id of a live session or viewer");
        }
        return List.of(client);
    }

    private static int code(Query query) {
        int code = query.whole("code", 1011, 1000, 4999);
        // What RFC 6455 keeps for the ends themselves may not be sent.
        if ((code >= 1004 && code <= 1006) || (code > 1014 && code < 3000)) {
            throw new BadRequest("code takes a close code that may be sent: 1000 to 1003, 1007 to 1014, 3000 to 4999");
        }
        return code;
    }

    private static String text(Query query, String name, String otherwise) {
        String value = query.get(name);
        return value == null ? otherwise : value;
    }

    private void refuse(Faults faults, Query query) {
        int connections = times(query);
        switch (query.oneOf("how", PlannedFaults.Refusal.class, PlannedFaults.Refusal.RESET)) {
            case RESET -> faults.refuseNext(connections);
            case UNAVAILABLE -> faults.answerUnavailable(connections);
        }
    }

    private static void restoreCredits(Faults faults, Query query) {
        requireNoSession(query);
        faults.restoreCredits();
    }

    private static void breakNext(Faults faults, Query query) {
        faults.breakNext(times(query), phase(query), query.oneOf("how", Break.class, Break.DROP));
    }

    private static int times(Query query) {
        requireNoSession(query);
        return query.whole("n", 1, 1, 1000);
    }

    private static HandshakePhase phase(Query query) {
        query.required("phase");
        return query.oneOf("phase", HandshakePhase.class, HandshakePhase.OPEN);
    }

    private static void requireNoSession(Query query) {
        if (query.get("sid") != null) {
            throw new BadRequest("sid is for live sessions and viewers; this concerns coming connections");
        }
    }

    private List<Map<String, Object>> log() {
        return sessions.remembered().stream().map(this::log).toList();
    }

    private Map<String, Object> log(LocalSession session) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", session.id());
        entry.put("model", session.model());
        entry.put("live", sessions.isLive(session));
        session.prompt().ifPresent(prompt -> entry.put("prompt", elision.withoutKeys(prompt)));
        session.room().ifPresent(room -> entry.put("room", room));
        entry.put("framesReceived", session.framesReceived());
        entry.put("framesSent", session.framesSent());
        entry.put("viewers", session.viewers().stream().map(LocalViewer::id).toList());
        entry.put("messages", messages(session.log()));
        return entry;
    }

    private List<Map<String, Object>> viewers() {
        return sessions.viewers().stream()
                .map(viewer -> Map.<String, Object>of(
                        "id", viewer.id(), "framesSent", viewer.framesSent(), "messages", messages(viewer.log())))
                .toList();
    }

    private static List<Map<String, Object>> messages(List<ReceivedMessage> log) {
        return log.stream()
                .map(message ->
                        Map.<String, Object>of("at", message.at(), "type", message.type(), "text", message.text()))
                .toList();
    }
}
