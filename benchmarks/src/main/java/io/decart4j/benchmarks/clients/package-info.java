/** This client against the official ones, at the same local server. */
@org.jspecify.annotations.NullMarked
package io.decart4j.benchmarks.clients;
