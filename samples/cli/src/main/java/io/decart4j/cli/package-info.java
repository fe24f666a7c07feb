/** decart4j on the command line. */
@NullMarked
package io.decart4j.cli;

import org.jspecify.annotations.NullMarked;
