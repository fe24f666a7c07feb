/** What follows a session from the one who connects it: the trace ids of log lines, where Micrometer's library is there. */
@NullMarked
package io.decart4j.reactor.internal.context;

import org.jspecify.annotations.NullMarked;
