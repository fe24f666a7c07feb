#!/usr/bin/env bash
# reactor-core 3.8.8: takeUntilOther cancels its source when the other completes or emits, but not when the other fails. The
# subscriber gets the error, and the source goes on without anybody: a camera is read, a timer ticks, a socket stays open. The same
# for Flux and Mono. (Reported as reactor/reactor-core #4230, open.) An error that is told behind the operator cancels:
# takeUntilOther(other.onErrorComplete()) and the error with concatWith.
# Seen: cancelled after completion 1, after an error 0 (Flux) and 0 (Mono), with the error told behind 1.
set -euo pipefail

dir="$(mktemp -d)"
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies><dependency><groupId>io.projectreactor</groupId><artifactId>reactor-core</artifactId><version>3.8.8</version></dependency></dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib
cat > Until.java <<'JAVA'
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import reactor.core.publisher.*;

class Until {
    static int cancelled(boolean fails, BiFunction<Flux<Object>, Mono<Void>, Flux<Object>> operator) {
        AtomicInteger cancelled = new AtomicInteger();
        Sinks.Empty<Void> other = Sinks.empty();
        operator.apply(Flux.never().doOnCancel(cancelled::incrementAndGet), other.asMono()).subscribe(v -> {}, e -> {});
        if (fails) {
            other.tryEmitError(new IllegalStateException("other"));
        } else {
            other.tryEmitEmpty();
        }
        return cancelled.get();
    }

    public static void main(String[] args) {
        int completion = cancelled(false, Flux::takeUntilOther);
        int error = cancelled(true, Flux::takeUntilOther);
        int mono = cancelled(true, (source, other) -> source.next().takeUntilOther(other).flux());
        int behind = cancelled(true, (source, other) -> source.takeUntilOther(other.onErrorComplete())
                .concatWith(Mono.firstWithSignal(other, Mono.empty()).then(Mono.empty())));
        System.out.printf("sources cancelled: completion %d, error %d, error with Mono %d, error told behind %d%n", completion, error, mono, behind);
        System.exit(completion == 1 && error == 0 && mono == 0 && behind == 1 ? 0 : 1);
    }
}
JAVA
java -cp 'lib/*' Until.java
echo "as described"
