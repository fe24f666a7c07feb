/** Statistics of a session's media: typed samples, and the arithmetic from WebRTC's raw counters to them. */
@NullMarked
package io.decart4j.stats;

import org.jspecify.annotations.NullMarked;
