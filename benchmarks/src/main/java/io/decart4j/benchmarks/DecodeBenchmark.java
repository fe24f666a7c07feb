package io.decart4j.benchmarks;

import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** From the bytes of a frame to the message, and the same bytes through Jackson alone. */
@State(Scope.Benchmark)
public class DecodeBenchmark {

    /** The message to read. */
    @Param
    public Received kind = Received.READY;

    private byte[] frame = {};

    /** Writes the frame once. */
    @Setup
    public void frame() {
        frame = kind.frame();
    }

    /** decart4j. */
    @Benchmark
    public ServerMessage codec() {
        return SignalingCodec.readServerMessage(frame);
    }

    /** Jackson alone. */
    @Benchmark
    public void bare(Blackhole values) {
        BareJson.walk(frame, values);
    }
}
