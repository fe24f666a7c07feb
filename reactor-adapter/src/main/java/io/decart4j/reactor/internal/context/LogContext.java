package io.decart4j.reactor.internal.context;

import io.decart4j.flow.CallersCode;
import java.util.function.Consumer;
import reactor.util.context.ContextView;

/** How a session's log lines come by the trace ids of the one who connected it. */
public final class LogContext {

    private static final boolean PROPAGATION = isPresent("io.micrometer.context.ContextSnapshotFactory");

    private LogContext() {}

    /** Runs a statement under the thread locals that belong to a context; as it is, where the library is missing. */
    public static Consumer<Runnable> of(ContextView context) {
        try {
            return PROPAGATION && !context.isEmpty() ? new PropagatedContext(context) : Runnable::run;
        } catch (Throwable e) {
            CallersCode.throwIfFatal(e);
            return Runnable::run;
        }
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, LogContext.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
