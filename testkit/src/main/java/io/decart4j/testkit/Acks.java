package io.decart4j.testkit;

import io.decart4j.flow.MonotonicTime;
import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/** Sends acks in the order of their requests, through the faults that are set. Event loop only. */
final class Acks {

    private final ControlSocket socket;
    private final LastingFaults script;
    private final Scheduler loop;
    private final Sinks.Many<Due> queue = Sinks.many().unicast().onBackpressureBuffer();

    private record Due(Runnable ack, long at) {}

    Acks(ConnectionContext context) {
        this.socket = context.socket();
        this.script = context.script();
        this.loop = context.loop();
    }

    /** Sends what is due; cancelling it forgets the rest. */
    Mono<Void> run() {
        return queue.asFlux()
                .concatMap(due -> {
                    long wait = due.at() - MonotonicTime.nanos();
                    Mono<?> moment = wait > 0 ? Mono.delay(Duration.ofNanos(wait), loop) : Mono.empty();
                    return moment.then(Mono.fromRunnable(due.ack()));
                })
                .then();
    }

    void prompt(String prompt, @Nullable String error) {
        String replaced = script.ackPrompt;
        enqueue("prompt_ack", replaced == null ? prompt : replaced, error);
    }

    void image(@Nullable String error) {
        enqueue("set_image_ack", null, error);
    }

    private void enqueue(String type, @Nullable String prompt, @Nullable String error) {
        if (script.noAck) {
            return;
        }
        boolean bare = script.ackWithoutError;
        int times = script.duplicateAck ? 2 : 1;
        Runnable ack = () -> {
            for (int i = 0; i < times; i++) {
                if (bare) {
                    socket.send(withoutError(type, prompt, error == null));
                } else if (prompt == null) {
                    socket.send(new ServerMessage.SetImageAck(error == null, error));
                } else {
                    socket.send(new ServerMessage.PromptAck(prompt, error == null, error));
                }
            }
        };
        queue.tryEmitNext(new Due(ack, MonotonicTime.nanos() + script.ackDelay.toNanos()));
    }

    private static String withoutError(String type, @Nullable String prompt, boolean success) {
        Map<String, Object> ack = new LinkedHashMap<>();
        ack.put("type", type);
        if (prompt != null) {
            ack.put("prompt", prompt);
        }
        ack.put("success", success);
        return Json.text(ack);
    }
}
