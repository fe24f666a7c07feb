/** A media file through a realtime session into a media file, as one reactive pipeline. */
@NullMarked
package io.decart4j.pipeline;

import org.jspecify.annotations.NullMarked;
