@NullMarked
package io.decart4j.livekit.internal.rules;

import org.jspecify.annotations.NullMarked;
