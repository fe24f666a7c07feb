package io.decart4j.testkit;

import reactor.core.scheduler.Scheduler;

/**
 * One control connection as everybody sees it who serves it.
 *
 * @param id of the session or the viewer
 * @param loop the socket's event loop
 * @param script the faults that last, for this connection
 * @param breakage where the handshake is to break
 */
record ConnectionContext(String id, ControlSocket socket, Scheduler loop, LastingFaults script, Breakage breakage) {

    /** A new connection starts with the faults that are set for the server at that time. */
    static ConnectionContext open(String id, ControlSocket socket, Scheduler loop, ServerParts parts) {
        Breakage breakage = new Breakage(socket, parts.connections().nextBreak());
        return new ConnectionContext(id, socket, loop, new LastingFaults(parts.script()), breakage);
    }
}
