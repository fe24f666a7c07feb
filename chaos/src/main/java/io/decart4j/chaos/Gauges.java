package io.decart4j.chaos;

import io.decart4j.testkit.ProcessGauges;
import io.netty.buffer.PooledByteBufAllocator;

/**
 * What the process has at one moment. What a system does not tell is 0.
 *
 * @param heapKb in use after a collection
 * @param threads alive
 * @param files open, sockets included
 * @param directKb of Netty's pooled buffers in use
 * @param rssKb resident memory, which has the native heap in it
 */
record Gauges(long heapKb, int threads, long files, long directKb, long rssKb) {

    static Gauges read() {
        ProcessGauges now = ProcessGauges.read();
        return new Gauges(
                now.heapKb(),
                now.threads(),
                now.files(),
                PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() / 1024,
                now.rssKb());
    }
}
