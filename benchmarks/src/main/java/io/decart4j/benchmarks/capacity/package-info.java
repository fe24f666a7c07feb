/** How many sessions with media one JVM holds until frames are lost. */
@NullMarked
package io.decart4j.benchmarks.capacity;

import org.jspecify.annotations.NullMarked;
