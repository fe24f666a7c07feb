package io.decart4j.reactor;

import io.decart4j.testkit.ProcessGauges;

/**
 * What a process has at one moment. What a system does not tell is 0.
 *
 * @param reconnects after how many
 * @param heapKb in use after a collection
 * @param rssKb resident memory, which has the native heap in it
 */
record Gauges(int reconnects, long heapKb, int threads, long files, long rssKb) {

    static final String HEAD = "reconnects   heap kB   threads   open files    RSS kB";

    static Gauges read(int reconnects) {
        ProcessGauges now = ProcessGauges.read();
        return new Gauges(reconnects, now.heapKb(), now.threads(), now.files(), now.rssKb());
    }

    @Override
    public String toString() {
        return String.format("%10d %9d %9d %12d %9d", reconnects, heapKb, threads, files, rssKb);
    }
}
