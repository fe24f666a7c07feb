/** How many sessions one JVM holds: idle ones by their memory, such with media by their frames. */
@NullMarked
package io.decart4j.benchmarks.sessions;

import org.jspecify.annotations.NullMarked;
