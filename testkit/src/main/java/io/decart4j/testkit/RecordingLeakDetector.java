package io.decart4j.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Netty's leak detector, keeping its reports for tests. In use when the JVM runs with {@code
 * -Dio.netty.customResourceLeakDetector=io.decart4j.testkit.RecordingLeakDetector} and, to see every buffer, {@code
 * -Dio.netty.leakDetection.level=paranoid}.
 */
public final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {

    private static final List<String> REPORTS = new CopyOnWriteArrayList<>();

    private final List<String> records;

    /** Called by Netty. */
    public RecordingLeakDetector(Class<?> resourceType, int samplingInterval) {
        this(resourceType, samplingInterval, REPORTS);
    }

    /** Called by older code of Netty; {@code maxActive} has no meaning any more. */
    public RecordingLeakDetector(Class<?> resourceType, int samplingInterval, long maxActive) {
        this(resourceType, samplingInterval, REPORTS);
    }

    RecordingLeakDetector(Class<?> resourceType, int samplingInterval, List<String> records) {
        super(resourceType, samplingInterval);
        this.records = records;
    }

    /** What was reported so far, in this JVM. A leak is only reported after its garbage was collected. */
    public static List<String> reports() {
        return List.copyOf(REPORTS);
    }

    /** Collects garbage and allocates a buffer, on which Netty reports what it has found. Blocks for some milliseconds. */
    public static List<String> collect() {
        System.gc();
        ByteBuf probe = PooledByteBufAllocator.DEFAULT.buffer(16);
        probe.release();
        return reports();
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String trace) {
        records.add(resourceType + ": " + trace);
        super.reportTracedLeak(resourceType, trace);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        records.add(resourceType);
        super.reportUntracedLeak(resourceType);
    }
}
