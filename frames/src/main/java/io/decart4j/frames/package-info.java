/** Frames and sound on their way through Reactor: each is delivered, or released and counted. Knows no native library. */
@NullMarked
package io.decart4j.frames;

import org.jspecify.annotations.NullMarked;
