/** What a session tells its subscribers. */
@NullMarked
package io.decart4j.event;

import org.jspecify.annotations.NullMarked;
