#!/usr/bin/env bash
# reactor-core 3.8.8: doOnCancel acts at two moments at which one would not expect it.
# 1. Before the source is cancelled: when the hook ends what the source waits for, the source still tells that end to the
#    subscriber who has just gone, and the error lands in the hook for dropped errors, by default as an ERROR line in the log.
#    doFinally acts after the source was cancelled, and nothing is dropped.
# 2. After the source has completed: operators such as take and next cancel a main source whose value they have handed on, and
#    the hook runs although nothing is left to cancel. So a hook that closes what it opened closes what its user has just got.
# Seen: one dropped error with doOnCancel, none with doFinally; the hook runs for a Mono that has completed, behind take(1) and
# behind flatMapMany(...).take(1).
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
cat > Cancels.java <<'JAVA'
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.*;

class Cancels {
    public static void main(String[] args) {
        AtomicInteger dropped = new AtomicInteger();
        Hooks.onErrorDropped(e -> dropped.incrementAndGet());

        Sinks.Empty<Void> first = Sinks.empty();
        first.asMono()
                .doOnCancel(() -> first.tryEmitError(new IllegalStateException("over")))
                .subscribe(v -> {}, e -> {})
                .dispose();
        int byCancelHook = dropped.getAndSet(0);

        Sinks.Empty<Void> second = Sinks.empty();
        second.asMono()
                .doFinally(end -> second.tryEmitError(new IllegalStateException("over")))
                .subscribe(v -> {}, e -> {})
                .dispose();
        int byFinally = dropped.get();

        AtomicInteger late = new AtomicInteger();
        Mono<Integer> opened = Mono.just(1).hide().doOnCancel(late::incrementAndGet);
        Flux.from(opened).take(1).blockLast();
        int behindTake = late.getAndSet(0);
        opened.flatMapMany(value -> Flux.range(0, 10)).take(1).blockLast();
        int behindFlatMapMany = late.get();

        System.out.printf("dropped errors: doOnCancel %d, doFinally %d%n", byCancelHook, byFinally);
        System.out.printf("the hook ran for a source that had completed: take %d, flatMapMany and take %d%n", behindTake, behindFlatMapMany);
        System.exit(byCancelHook == 1 && byFinally == 0 && behindTake == 1 && behindFlatMapMany == 1 ? 0 : 1);
    }
}
JAVA
java -cp 'lib/*' Cancels.java
echo "as described"
