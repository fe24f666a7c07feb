/** How good a session's connection is, by the limits of the official clients: pure rules without clock or network. */
@NullMarked
package io.decart4j.quality;

import org.jspecify.annotations.NullMarked;
