#!/usr/bin/env bash
# reactor-core 3.8.8: Scheduler.now(unit) is not one clock in several units. In MILLISECONDS and longer units it is the wall
# clock, in MICROSECONDS and NANOSECONDS it is System.nanoTime(), whose zero is somewhere else. So a moment that was taken in
# milliseconds cannot be compared with one in nanoseconds, a limit that is kept in milliseconds moves when the host's clock is
# set, and one in nanoseconds does not.
# Seen: now(MILLISECONDS) and now(NANOSECONDS) of Schedulers.parallel() are decades apart; the first is System.currentTimeMillis(),
# the second System.nanoTime(), each to within a second.
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
cat > Clocks.java <<'JAVA'
import static java.util.concurrent.TimeUnit.*;
import reactor.core.scheduler.Schedulers;

class Clocks {
    public static void main(String[] args) {
        var timers = Schedulers.parallel();
        double wall = Math.abs(timers.now(MILLISECONDS) - System.currentTimeMillis()) / 1e3;
        double steady = Math.abs(timers.now(NANOSECONDS) - System.nanoTime()) / 1e9;
        long apart = Math.abs(timers.now(SECONDS) - timers.now(NANOSECONDS) / 1_000_000_000) / (365L * 24 * 3600);
        System.out.printf("milliseconds: %.1f s from the wall clock%n", wall);
        System.out.printf("nanoseconds: %.1f s from System.nanoTime()%n", steady);
        System.out.printf("the two: more than %d years apart%n", apart);
        System.exit(wall < 1 && steady < 1 && apart > 1 ? 0 : 1);
    }
}
JAVA
java -cp 'lib/*' Clocks.java
echo "as described"
