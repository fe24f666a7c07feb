/** Programs that measure decart4j against the bare libraries under it. */
@NullMarked
package io.decart4j.benchmarks;

import org.jspecify.annotations.NullMarked;
