/** The signaling proxy under load, on the loopback interface. */
@NullMarked
package io.decart4j.benchmarks.proxy;

import org.jspecify.annotations.NullMarked;
