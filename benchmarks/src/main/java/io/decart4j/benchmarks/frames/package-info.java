/** The way of a frame through decart4j, against webrtc-java alone. */
@NullMarked
package io.decart4j.benchmarks.frames;

import org.jspecify.annotations.NullMarked;
