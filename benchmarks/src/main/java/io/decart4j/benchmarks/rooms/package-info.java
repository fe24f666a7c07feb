/** Sessions through the rooms of a real livekit-server. */
@NullMarked
package io.decart4j.benchmarks.rooms;

import org.jspecify.annotations.NullMarked;
