/** What an idle session costs in memory. */
@NullMarked
package io.decart4j.benchmarks.sessions;

import org.jspecify.annotations.NullMarked;
