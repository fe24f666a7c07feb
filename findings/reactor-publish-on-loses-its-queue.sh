#!/usr/bin/env bash
# reactor-core 3.8.8: a Flux.publishOn that is cancelled leaves its queue to its next run when one is scheduled already, and disposes
# of the worker, which drops that run. What waited is told to no discard hook: reference-counted buffers leak. When the run is being
# scheduled at that moment, the refusal goes to the hook for dropped errors, as "Scheduler unavailable" at ERROR in the log, though
# nothing has failed. A worker that finishes what it accepted (dispose it when the last accepted task is done, run later ones on the
# caller) mends both.
# Seen: discarded 0 of 3 on single, parallel and boundedElastic, 3 of 3 with such a worker; of 200,000 subscriptions that another
# thread cancels while they request, some hundred dropped a RejectedExecutionException, none with such a worker.
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
cat > Hop.java <<'JAVA'
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import org.reactivestreams.Subscription;
import reactor.core.*;
import reactor.core.publisher.*;
import reactor.core.scheduler.*;

class Hop {
    /** Workers of another scheduler that finish what they accepted. */
    record Finishing(Scheduler target) implements Scheduler {
        public Disposable schedule(Runnable task) {
            return target.schedule(task);
        }

        public Worker createWorker() {
            Worker worker = target.createWorker();
            AtomicInteger holders = new AtomicInteger(1);
            AtomicBoolean disposed = new AtomicBoolean();
            Runnable release = () -> {
                if (holders.decrementAndGet() == 0) {
                    worker.dispose();
                }
            };
            return new Worker() {
                public Disposable schedule(Runnable task) {
                    if (holders.getAndUpdate(n -> n == 0 ? 0 : n + 1) == 0) {
                        task.run();
                        return Disposables.disposed();
                    }
                    return worker.schedule(() -> {
                        task.run();
                        release.run();
                    });
                }

                public void dispose() {
                    if (disposed.compareAndSet(false, true)) {
                        release.run();
                    }
                }
            };
        }
    }

    /** Three values wait behind a busy thread when the subscriber cancels. */
    static int discarded(Scheduler scheduler, Scheduler hop) throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        scheduler.schedule(() -> {
            try {
                busy.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        AtomicInteger discarded = new AtomicInteger();
        Sinks.Many<Integer> source = Sinks.many().multicast().directBestEffort();
        Disposable reading = source.asFlux()
                .publishOn(hop)
                .doOnDiscard(Integer.class, value -> discarded.incrementAndGet())
                .subscribe();
        for (int i = 0; i < 3; i++) {
            source.tryEmitNext(i).orThrow();
        }
        reading.dispose();
        busy.countDown();
        CountDownLatch after = new CountDownLatch(1);
        scheduler.schedule(after::countDown); // the scheduler has one thread: all that was to run has run
        after.await();
        scheduler.dispose();
        return discarded.get();
    }

    static int dropped(Scheduler hop) throws Exception {
        AtomicInteger dropped = new AtomicInteger();
        Hooks.onErrorDropped(e -> {
            if (e instanceof RejectedExecutionException) {
                dropped.incrementAndGet();
            }
        });
        Sinks.Many<Integer> source = Sinks.many().replay().latest();
        source.tryEmitNext(1).orThrow();
        ExecutorService other = Executors.newSingleThreadExecutor();
        for (int i = 0; i < 200_000; i++) {
            AtomicReference<Subscription> given = new AtomicReference<>();
            Future<?> cancelled = other.submit(() -> {
                Subscription subscription;
                while ((subscription = given.get()) == null) {
                    Thread.onSpinWait();
                }
                subscription.cancel();
            });
            source.asFlux().publishOn(hop).subscribe(new BaseSubscriber<Integer>() {
                @Override
                protected void hookOnSubscribe(Subscription subscription) {
                    given.set(subscription);
                    subscription.request(1);
                }
            });
            cancelled.get();
        }
        other.shutdown();
        Hooks.resetOnErrorDropped();
        return dropped.get();
    }

    public static void main(String[] args) throws Exception {
        Scheduler single = Schedulers.newSingle("single");
        Scheduler parallel = Schedulers.newParallel("parallel", 1);
        Scheduler elastic = Schedulers.newBoundedElastic(1, 100, "elastic");
        Scheduler mended = Schedulers.newSingle("mended");
        int[] lost = {discarded(single, single), discarded(parallel, parallel), discarded(elastic, elastic)};
        int kept = discarded(mended, new Finishing(mended));
        System.out.printf("discarded of 3: single %d, parallel %d, boundedElastic %d, finishing %d%n", lost[0], lost[1], lost[2], kept);
        int errors = dropped(Schedulers.parallel());
        int none = dropped(new Finishing(Schedulers.parallel()));
        System.out.printf("dropped errors of 200,000 cancels: %d, finishing %d%n", errors, none);
        System.exit(lost[0] + lost[1] + lost[2] == 0 && kept == 3 && errors > 0 && none == 0 ? 0 : 1);
    }
}
JAVA
java -cp 'lib/*' Hop.java
echo "as described"
