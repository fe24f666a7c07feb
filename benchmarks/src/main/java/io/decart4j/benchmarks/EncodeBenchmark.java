package io.decart4j.benchmarks;

import io.decart4j.message.SignalingCodec;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a message to the bytes of its frame, and the same tokens through Jackson alone. */
@State(Scope.Benchmark)
public class EncodeBenchmark {

    /** The message to write. */
    @Param
    public Sent kind = Sent.PASSTHROUGH;

    private Sink sink = new Sink(0);
    private List<BareJson.Token> tokens = List.of();

    /** Takes the frame apart once, and makes sure that both ways write the same. */
    @Setup
    public void tokens() {
        sink = new Sink(SignalingCodec.sizeHint(kind.message()) + 16 * 1024);
        codec();
        byte[] frame = sink.toByteArray();
        tokens = BareJson.tokens(frame);
        bare();
        if (!Arrays.equals(frame, sink.toByteArray())) {
            throw new IllegalStateException("the bare generator writes something else");
        }
    }

    /** decart4j. */
    @Benchmark
    public int codec() {
        sink.reset();
        SignalingCodec.write(kind.message(), sink);
        return sink.length();
    }

    /** Jackson alone. */
    @Benchmark
    public int bare() {
        sink.reset();
        BareJson.replay(tokens, sink);
        return sink.length();
    }
}
