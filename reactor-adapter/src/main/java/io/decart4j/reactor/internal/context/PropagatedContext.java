package io.decart4j.reactor.internal.context;

import io.decart4j.flow.CallersCode;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.function.Consumer;
import reactor.util.context.ContextView;

/** Thread locals of a Reactor context, by Micrometer's context propagation. Loaded only where that is present. */
final class PropagatedContext implements Consumer<Runnable> {

    private final ContextSnapshot snapshot;

    PropagatedContext(ContextView context) {
        snapshot = ContextSnapshotFactory.builder().build().captureFrom(context);
    }

    @Override
    public void accept(Runnable statement) {
        try {
            snapshot.wrap(statement).run();
        } catch (Throwable e) {
            // An application's accessor; a line of the log is no reason to end a session.
            CallersCode.throwIfFatal(e);
        }
    }
}
