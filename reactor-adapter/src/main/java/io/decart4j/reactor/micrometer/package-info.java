/** Meters and observations of sessions, for applications that have Micrometer. */
@NullMarked
package io.decart4j.reactor.micrometer;

import org.jspecify.annotations.NullMarked;
