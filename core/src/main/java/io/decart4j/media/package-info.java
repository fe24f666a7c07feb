/** Frames: what a session sends and receives, with counted references. */
@NullMarked
package io.decart4j.media;

import org.jspecify.annotations.NullMarked;
