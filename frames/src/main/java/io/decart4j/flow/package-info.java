/** What time limits, queues and events have in common in all modules. */
@NullMarked
package io.decart4j.flow;

import org.jspecify.annotations.NullMarked;
