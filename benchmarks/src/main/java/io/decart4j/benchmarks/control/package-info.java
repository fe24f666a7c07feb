/** What a session adds to its control socket: to each event, to each command, to an image. */
@NullMarked
package io.decart4j.benchmarks.control;

import org.jspecify.annotations.NullMarked;
