package io.decart4j.websocket;

import java.io.ByteArrayOutputStream;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The body of an HTTP answer, up to a bound: who answers may never stop. */
public final class BoundedBody {

    /** For answers in JSON, in bytes; many times what any of them has. */
    public static final int LONGEST_JSON = 1 << 20;

    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final int limit;
    private final Supplier<? extends RuntimeException> tooLong;

    private BoundedBody(int limit, Supplier<? extends RuntimeException> tooLong) {
        this.limit = limit;
        this.tooLong = tooLong;
    }

    /**
     * All bytes, none for an empty body; ends at the first byte too many.
     *
     * @param limit the most that is taken, in bytes
     * @param tooLong the error for more
     */
    public static Mono<byte[]> of(Flux<byte[]> parts, int limit, Supplier<? extends RuntimeException> tooLong) {
        return parts.collect(() -> new BoundedBody(limit, tooLong), BoundedBody::add)
                .map(body -> body.all.toByteArray());
    }

    private void add(byte[] part) {
        if (part.length > limit - all.size()) {
            throw tooLong.get();
        }
        all.writeBytes(part);
    }
}
