@NullMarked
package io.decart4j.livekit;

import org.jspecify.annotations.NullMarked;
