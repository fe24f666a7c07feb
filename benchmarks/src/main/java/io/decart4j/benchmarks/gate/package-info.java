/** What the gate that instances share costs its Redis. */
@NullMarked
package io.decart4j.benchmarks.gate;

import org.jspecify.annotations.NullMarked;
