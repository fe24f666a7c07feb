/**
 * What holds for any input whatever, as targets of a coverage-guided fuzzer and, with the stored inputs, as a test. The
 * targets need no fuzzer to be compiled: {@code bin/fuzz} brings it.
 */
@NullMarked
package io.decart4j.fuzz;

import org.jspecify.annotations.NullMarked;
