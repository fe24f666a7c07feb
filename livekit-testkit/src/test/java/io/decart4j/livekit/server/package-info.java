@NullMarked
package io.decart4j.livekit.server;

import org.jspecify.annotations.NullMarked;
