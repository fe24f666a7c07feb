package io.decart4j.testkit;

/** One viewer of a {@link LocalSession}, also after it left. Methods may be called by any thread. */
public final class LocalViewer extends LocalClient {

    private final ViewerRole watching;

    LocalViewer(ConnectionContext context, Audience audience, ServerParts parts) {
        this(context, new ViewerRole(context, audience), parts);
    }

    private LocalViewer(ConnectionContext context, ViewerRole watching, ServerParts parts) {
        super(new ClientConnection(context, watching, parts));
        this.watching = watching;
    }

    @Override
    public long framesSent() {
        return watching.framesSent();
    }
}
