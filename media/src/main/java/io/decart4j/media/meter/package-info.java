/** Numbers in the picture, and what they tell about the way of a frame. */
@NullMarked
package io.decart4j.media.meter;

import org.jspecify.annotations.NullMarked;
