#!/usr/bin/env bash
# reactor-core 3.8.8: behind replay(1).refCount() a subscriber that takes the replayed value and cancels, as next() and take(1) do, is
# counted for ever: when all have gone, the source is not cancelled and goes on without anybody. With a grace period, and when the
# value comes after the subscription, it is cancelled. (Reported as reactor/reactor-core #4387, open; 3.7 did not do so.)
# Seen: cancelled 0 with next() and take(1) of the replayed value, 1 with a grace period, 1 when the value came later.
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
cat > Counted.java <<'JAVA'
import java.time.Duration;
import java.util.concurrent.*;
import java.util.function.*;
import reactor.core.*;
import reactor.core.publisher.*;

class Counted {
    /** Whether the source is cancelled within a second once nobody is there. */
    static int cancelled(boolean valueFirst, UnaryOperator<Flux<Integer>> shared, Consumer<Flux<Integer>> shortly) throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        Sinks.Many<Integer> source = Sinks.many().multicast().directBestEffort();
        Flux<Integer> flux = shared.apply(source.asFlux().doOnCancel(cancelled::countDown));
        Disposable longer = flux.subscribe();
        if (valueFirst) {
            source.tryEmitNext(1).orThrow();
        }
        shortly.accept(flux);
        if (!valueFirst) {
            source.tryEmitNext(1).orThrow();
        }
        longer.dispose();
        return cancelled.await(1, TimeUnit.SECONDS) ? 1 : 0;
    }

    public static void main(String[] args) throws Exception {
        UnaryOperator<Flux<Integer>> plain = flux -> flux.replay(1).refCount();
        int next = cancelled(true, plain, flux -> flux.next().subscribe());
        int take = cancelled(true, plain, flux -> flux.take(1).subscribe());
        int grace = cancelled(true, flux -> flux.replay(1).refCount(1, Duration.ofMillis(1)), flux -> flux.next().subscribe());
        int later = cancelled(false, plain, flux -> flux.next().subscribe());
        System.out.printf("source cancelled: next() %d, take(1) %d, with grace %d, value later %d%n", next, take, grace, later);
        System.exit(next == 0 && take == 0 && grace == 1 && later == 1 ? 0 : 1);
    }
}
JAVA
java -cp 'lib/*' Counted.java
echo "as described"
