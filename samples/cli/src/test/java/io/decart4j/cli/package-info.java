/** The program run inside the tests' JVM, against a local server. */
@NullMarked
package io.decart4j.cli;

import org.jspecify.annotations.NullMarked;
