package io.decart4j.benchmarks;

import org.openjdk.jmh.results.RunResult;

/**
 * What one operation costs.
 *
 * @param nanos time in the fastest iteration: the others tell what else the machine did
 * @param bytes allocation
 */
record Figures(double nanos, double bytes) {

    static Figures of(RunResult result) {
        return new Figures(result.getPrimaryResult().getStatistics().getMin(), allocation(result));
    }

    private static double allocation(RunResult result) {
        for (String name : result.getSecondaryResults().keySet()) {
            if (name.endsWith("gc.alloc.rate.norm")) {
                return result.getSecondaryResults().get(name).getScore();
            }
        }
        throw new IllegalStateException("the gc profiler measured nothing");
    }
}
